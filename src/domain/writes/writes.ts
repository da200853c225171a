/** A write that comes twice is done once: the second one gets the first one's answer. It knows no operation and no wire form. */
import { setTimeout } from 'node:timers/promises'
import type { EpochMs } from '#src/kit/clock.ts'
import { hourMs, minuteMs } from '#src/kit/clock.ts'
import { DomainError } from '#src/kit/domain-error.ts'

/** How long an answer is kept. */
export const rememberedMs = 24 * hourMs
/** A claim older than this was left by a process that died. */
const abandonedMs = minuteMs
/** How often somebody waiting for the first answer looks, and for how long. */
const lookMs = 25
const waitMs = 20_000

export interface RememberedAnswer {
  readonly fingerprint: string
  /** Undefined while the first one is under way. */
  readonly answer?: string
  readonly claimedAt: EpochMs
}

export interface RememberedAnswerStore {
  /** Takes the id; false when somebody has it. */
  claim(id: string, fingerprint: string, at: EpochMs): Promise<boolean>
  find(id: string): Promise<RememberedAnswer | undefined>
  finish(id: string, answer: string): Promise<void>
  release(id: string): Promise<void>
  /** Gives up a claim without an answer that was made before the instant. */
  releaseAbandoned(id: string, before: EpochMs): Promise<void>
  deleteBefore(at: EpochMs): Promise<number>
}

/** Hides what is kept: answers hold links that open once, and bodies hold passwords. */
export interface Concealment {
  /** A keyed digest: the same text gives the same one, and nobody finds the text by guessing. */
  digest(text: string): string
  seal(text: string, place: string): string
  open(sealed: string, place: string): string
}

export interface WriteDependencies {
  readonly answers: RememberedAnswerStore
  readonly concealment: Concealment
  /** The machine's. */
  readonly now: () => EpochMs
}

/** One write. `name` says who sent it where under which id, `content` all that was sent. */
export interface Write {
  readonly name: string
  readonly content: string
}

export class Writes {
  readonly #deps: WriteDependencies

  constructor(deps: WriteDependencies) {
    this.#deps = deps
  }

  /**
   * Performs the write, or answers what its first sending was answered. A failed performance is forgotten.
   * Throws `write-differs` when the name was used for another content, `write-under-way` when the first one takes long.
   */
  async once(write: Write, perform: () => Promise<string>): Promise<string> {
    const { answers, concealment, now } = this.#deps
    const id = concealment.digest(write.name)
    const fingerprint = concealment.digest(`${id} ${write.content}`)
    const waitUntil = now() + waitMs
    while (!(await answers.claim(id, fingerprint, now()))) {
      const first = await answers.find(id)
      if (first && first.fingerprint !== fingerprint) throw new DomainError('write-differs')
      if (first?.answer !== undefined) return concealment.open(first.answer, id)
      if (now() > waitUntil) throw new DomainError('write-under-way')
      const abandonedBefore = now() - abandonedMs
      if (first && first.claimedAt < abandonedBefore)
        await answers.releaseAbandoned(id, abandonedBefore)
      await setTimeout(lookMs)
    }
    return this.#perform(id, perform)
  }

  async #perform(id: string, perform: () => Promise<string>): Promise<string> {
    const { answers, concealment } = this.#deps
    try {
      const answer = await perform()
      await answers.finish(id, concealment.seal(answer, id))
      return answer
    } catch (error) {
      await answers.release(id)
      throw error
    }
  }
}
