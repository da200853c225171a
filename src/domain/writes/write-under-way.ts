/** A write as rooms see it while they perform it: what names it towards the bank, and what commits with it. It knows no wire form. */
import type { EpochMs } from '#src/kit/clock.ts'
import type { DomainError } from '#src/kit/domain-error.ts'

export interface RememberedAnswer {
  /** The keyed digest of the write's name. */
  readonly id: string
  readonly fingerprint: string
  readonly answer: string
  readonly answeredAt: EpochMs
}

export interface RememberedAnswerStore {
  find(id: string): Promise<RememberedAnswer | undefined>
  /** False when the write has an answer already; while another transaction is giving it one, this waits for its end. */
  keep(answer: RememberedAnswer): Promise<boolean>
  deleteBefore(at: EpochMs): Promise<number>
}

/** The part of a transaction's stores that a kept answer needs. */
export interface KeepingStores {
  readonly rememberedAnswers: Pick<RememberedAnswerStore, 'keep'>
}

/**
 * Handed to the room method that is the write's act. The room asks the bank first, each time by `id`, so that the same
 * write sent again acts there once; then it changes the store in one transaction whose last step is `keep`. A room whose
 * act changed nothing need not call it.
 */
export interface WriteUnderWay<Result> {
  readonly id: string
  /** Turns what the act came to into the answer. Throws when the write has been answered elsewhere: then nothing commits. */
  keep(stores: KeepingStores, outcome: Result | DomainError): Promise<void>
}
