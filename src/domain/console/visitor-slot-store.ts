/** Which visitor has which demo app. Of two who write at once one wins; the store decides nothing. */
import type { EpochMs } from '#src/kit/clock.ts'

/** Digests alone. */
export interface SlotVisitor {
  readonly visitorHash: string
  readonly sourceHash: string
}

/**
 * A slot is `leased` to a visitor, `ended` when the time is over, `resetting` while its World is cleared, then `free`.
 * `changedAt` is when it was last used or moved.
 */
export interface VisitorSlotStore {
  findLeased(
    visitorHash: string,
  ): Promise<{ readonly number: number; readonly changedAt: EpochMs } | undefined>
  countLeasedOf(sourceHash: string): Promise<number>
  touch(visitorHash: string, at: EpochMs): Promise<void>
  /** Leases a free one; undefined when none is, or when the visitor has one by now. */
  leaseFree(visitor: SlotVisitor, at: EpochMs): Promise<number | undefined>
  /** Leases a new one with the next number, if there are fewer than `max`; undefined otherwise, or when somebody was quicker. */
  leaseNew(
    visitor: SlotVisitor,
    rules: { readonly max: number; readonly at: EpochMs },
  ): Promise<number | undefined>
  /** Ends what was not used, or not leased, since. */
  endLeases(before: {
    readonly usedBefore: EpochMs
    readonly leasedBefore: EpochMs
    readonly at: EpochMs
  }): Promise<void>
  /** Those that ended, and those whose clearing somebody began before that instant and did not end. */
  listToReset(stuckBefore: EpochMs): Promise<readonly number[]>
  /** False when somebody else does it. */
  beginReset(number: number, stuckBefore: EpochMs, at: EpochMs): Promise<boolean>
  free(number: number, at: EpochMs): Promise<void>
}
