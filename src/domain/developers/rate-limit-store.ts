/** What the room needs from the store about counters: windows that begin with the first hit. */
import type { EpochMs } from '#src/kit/clock.ts'

export interface RateLimitStore {
  /** Counts one more, in parallel too; a window that has ended begins anew. */
  hit(
    key: string,
    window: { now: EpochMs; lengthMs: number },
  ): Promise<{ hits: number; endsAt: EpochMs }>
  /** Takes one hit back. */
  giveBack(key: string): Promise<void>
  /** Forgets the counter and all whose key begins like it. */
  removeStartingWith(key: string): Promise<void>
  removeExpired(now: EpochMs): Promise<void>
}
