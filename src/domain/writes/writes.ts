/** A write that comes twice is done once: the second one gets the first one's answer, also after a crash. It knows no operation and no wire form. */
import type { EpochMs } from '#src/kit/clock.ts'
import { hourMs, secondMs } from '#src/kit/clock.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import type { KeepingStores, RememberedAnswerStore } from './write-under-way.ts'

/** How long an answer is kept. */
export const rememberedMs = 24 * hourMs
/** How long a sending waits for an earlier one in the same process; then the caller is asked to come again. */
const waitMs = 10 * secondMs
const retryAfterSeconds = 2

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

/** What performs a write. */
export interface Performance {
  /** Names the write towards the bank: never shown, the same at every sending. */
  readonly id: string
  /** The last step inside the transaction of the act; whoever has no act leaves it out. */
  keep(stores: KeepingStores, answer: string): Promise<void>
}

interface Named {
  readonly id: string
  readonly fingerprint: string
}

/** Another sending of the same write has committed first: the transaction must not. */
class AnsweredElsewhere extends Error {}

/**
 * Nothing is claimed beforehand. The name of a write is the key of its answer, and the answer commits with the act; of two
 * that perform the same write at once, in whatever processes, the second to commit fails on the key, is undone as a whole
 * and answers what the first one did. So a process that dies leaves nothing to be taken over.
 */
export class Writes {
  readonly #deps: WriteDependencies
  /** Those of this process, so that it does not do for nothing what would be undone. */
  readonly #underWay = new Map<string, { fingerprint: string; ended: Promise<void> }>()

  constructor(deps: WriteDependencies) {
    this.#deps = deps
  }

  /**
   * Performs the write, or answers what its first sending was answered. A failed performance is forgotten.
   * Throws `write-differs` when the name was used for another content, `write-under-way` when an earlier one takes long.
   */
  async once(
    write: Write,
    perform: (performance: Performance) => Promise<string>,
  ): Promise<string> {
    const { concealment, now } = this.#deps
    const id = concealment.digest(write.name)
    const named = { id, fingerprint: concealment.digest(`${id} ${write.content}`) }
    const waitUntil = now() + waitMs
    for (;;) {
      const earlier = this.#underWay.get(id)
      if (!earlier) return this.#alone(named, () => this.#findOrPerform(named, perform))
      assertSame(earlier, named)
      await endOf(earlier.ended, waitUntil - now())
    }
  }

  async #alone(named: Named, work: () => Promise<string>): Promise<string> {
    const { promise: ended, resolve } = Promise.withResolvers<void>()
    this.#underWay.set(named.id, { fingerprint: named.fingerprint, ended })
    try {
      return await work()
    } finally {
      this.#underWay.delete(named.id)
      resolve()
    }
  }

  async #findOrPerform(
    named: Named,
    perform: (performance: Performance) => Promise<string>,
  ): Promise<string> {
    const first = await this.#find(named)
    if (first !== undefined) return first
    let kept: string | undefined
    const keep = async (stores: KeepingStores, answer: string) => {
      if (kept !== undefined) throw new Error('a write has one answer')
      kept = answer
      await this.#keep(stores, named, answer)
    }
    try {
      const answer = await perform({ id: named.id, keep })
      if (kept === undefined) await keep({ rememberedAnswers: this.#deps.answers }, answer)
      return kept ?? answer
    } catch (error) {
      if (kept === undefined) throw error
      return this.#orFirst(named, error)
    }
  }

  async #keep({ rememberedAnswers }: KeepingStores, { id, fingerprint }: Named, answer: string) {
    const { concealment, now } = this.#deps
    const sealed = concealment.seal(answer, id)
    if (await rememberedAnswers.keep({ id, fingerprint, answer: sealed, answeredAt: now() })) return
    throw new AnsweredElsewhere()
  }

  /** Somebody else was quicker, or the commit has landed though nobody told us. */
  async #orFirst(named: Named, failure: unknown): Promise<string> {
    const first = await this.#find(named).catch((cause: unknown) => {
      if (cause instanceof DomainError) throw cause
      throw failure // the store is away: what it was away for is told
    })
    if (first === undefined) throw failure
    return first
  }

  async #find(named: Named): Promise<string | undefined> {
    const found = await this.#deps.answers.find(named.id)
    if (!found) return undefined
    assertSame(found, named)
    return this.#deps.concealment.open(found.answer, named.id)
  }
}

function assertSame(known: { readonly fingerprint: string }, { fingerprint }: Named) {
  if (known.fingerprint !== fingerprint) throw new DomainError('write-differs')
}

async function endOf(ended: Promise<void>, timeLeftMs: number): Promise<void> {
  const late = Promise.withResolvers<never>()
  const giveUp = () => late.reject(new DomainError('write-under-way', { retryAfterSeconds }))
  const timer = setTimeout(giveUp, Math.max(0, timeLeftMs))
  try {
    await Promise.race([ended, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
