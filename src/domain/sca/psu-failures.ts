/** The block after too many failures of one customer, whoever asked. @see RTS 2018/389 art. 4(3)(b) and 4(4) */
import type { EpochMs } from '#src/kit/clock.ts'

/** One customer of one World. */
export interface PsuKey {
  readonly realm: string
  readonly worldId: string
  readonly psuId: string
}

/** A try that has been counted; `id` is that of the write it came with. */
export interface CountedTry {
  readonly id: string
  readonly number: number
  readonly at: EpochMs
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
  findTry(id: string): Promise<CountedTry | undefined>
  /** False when it is noted already. */
  noteTry(counted: CountedTry): Promise<boolean>
  /** False when there is none. */
  forgetTry(id: string): Promise<boolean>
  deleteTriesBefore(at: EpochMs): Promise<void>
}

/** One try of a customer, with its number among those that failed or are under way. */
export interface Attempt {
  /** That of the write. */
  readonly id: string
  readonly key: PsuKey
  readonly number: number
  readonly max: number
  readonly isAllowed: boolean
}

/**
 * Counts a failure before anything is checked, so that callers at once have no more tries than one after the other; the
 * same write sent again is the same try. Called in a transaction of its own.
 */
export async function countTry(
  store: PsuFailureStore,
  { id, key }: Pick<Attempt, 'id' | 'key'>,
  rules: { readonly max: number; readonly now: EpochMs; readonly blockMs: number },
): Promise<Attempt> {
  const { max, now, blockMs } = rules
  const toAttempt = (number: number) => ({ id, key, number, max, isAllowed: number <= max })
  const counted = await store.findTry(id)
  if (counted) return toAttempt(counted.number)
  // A try during the block does not make it longer: else a stranger could keep a customer out for ever.
  if (await isBlocked(store, key, now)) return { id, key, number: max, max, isAllowed: false }
  const number = await store.add(key, { max, blockedUntil: now + blockMs })
  if (await store.noteTry({ id, number, at: now })) return toAttempt(number)
  // Another process has counted it in this instant.
  await store.takeBack(key, max)
  return toAttempt((await store.findTry(id))?.number ?? number)
}

/** A bank that gives no answer has judged nobody: the try is none. Called in a transaction of its own. */
export async function withdrawTry(
  store: PsuFailureStore,
  { id, key, max }: Attempt,
): Promise<void> {
  if (await store.forgetTry(id)) await store.takeBack(key, max)
}

/** True while the customer is blocked; a block that has passed is forgotten. */
async function isBlocked(store: PsuFailureStore, key: PsuKey, now: EpochMs): Promise<boolean> {
  const found = await store.find(key)
  if (found?.blockedUntil === undefined) return false
  if (now < found.blockedUntil) return true
  await store.clear(key)
  return false
}
