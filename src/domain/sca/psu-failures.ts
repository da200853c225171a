/** The block after too many failures of one customer, whoever asked. @see RTS 2018/389 art. 4(3)(b) and 4(4) */
import type { EpochMs } from '#src/kit/clock.ts'

/** One customer of one World. */
export interface PsuKey {
  readonly realm: string
  readonly worldId: string
  readonly psuId: string
}

export interface PsuFailureStore {
  find(
    key: PsuKey,
  ): Promise<{ readonly failures: number; readonly blockedUntil?: EpochMs } | undefined>
  /** Counts one more and answers how many there are; `blockedUntil` is set with the one that reaches `max`. */
  add(key: PsuKey, limit: { readonly max: number; readonly blockedUntil: EpochMs }): Promise<number>
  /** Takes one back that turned out to be none; with fewer than `max` the block is lifted. */
  takeBack(key: PsuKey, max: number): Promise<void>
  /** After a success, or when the block has passed. */
  clear(key: PsuKey): Promise<void>
}

/** True while the customer is blocked; a block that has passed is forgotten. */
export async function isBlocked(
  store: PsuFailureStore,
  key: PsuKey,
  now: EpochMs,
): Promise<boolean> {
  const found = await store.find(key)
  if (found?.blockedUntil === undefined) return false
  if (now < found.blockedUntil) return true
  await store.clear(key)
  return false
}
