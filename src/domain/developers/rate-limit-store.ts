/** Where hits are counted, so that limits hold for all processes together. */
import type { EpochMs } from '#src/kit/clock.ts'

export interface CountedHits {
  readonly hits: number
  /** When the window ends and counting begins anew. */
  readonly expiresAt: EpochMs
}

export interface RateLimitStore {
  /** Counts one more; a window that has ended begins anew. */
  hit(bucket: string, window: { now: EpochMs; expiresAt: EpochMs }): Promise<CountedHits>
  find(bucket: string, now: EpochMs): Promise<CountedHits | undefined>
  /** Takes one hit back. */
  forgive(bucket: string): Promise<void>
  /** Forgets every bucket whose name begins like this. */
  clear(prefix: string): Promise<void>
  removeExpired(at: EpochMs): Promise<void>
}
