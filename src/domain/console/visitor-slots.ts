/**
 * Lends each visitor of the console a demo app of their own for a while, so that what one does hurts no other. The
 * number of slots is bounded and so is each source's share: no visitor makes rows without end, none takes all.
 */
import { dayMs, hourMs, minuteMs, secondMs } from '#src/kit/clock.ts'
import type { Clock } from '#src/kit/clock.ts'
import { sha256Hex } from '#src/kit/random.ts'
import { refuse } from './console-errors.ts'
import type { SlotVisitor, VisitorSlotStore } from './visitor-slot-store.ts'

/** Who asks: by a key that only this visitor's browser knows, or by nothing but where the call came from. */
export interface Visitor {
  readonly key?: string
  readonly source: string
}

const slotsMax = 200
/** Visitors beyond it at one source share a slot among themselves. */
const slotsOfSourceMax = 8
const idleMs = 30 * minuteMs
const leaseMs = dayMs
/** A clearing that takes longer was killed. */
const resetMs = hourMs
/** A use within it is not noted again. */
const touchMs = minuteMs
const triesMax = 5
const retryAfterSeconds = minuteMs / secondMs

export class VisitorSlots {
  readonly #store: VisitorSlotStore
  readonly #clock: Clock

  constructor(options: { readonly store: VisitorSlotStore; readonly clock: Clock }) {
    this.#store = options.store
    this.#clock = options.clock
  }

  /** The number of the visitor's slot. Throws `console-limit-reached` while all are lent. */
  async take({ key, source }: Visitor): Promise<number> {
    const sourceHash = sha256Hex(`visitors of ${source}`)
    const shared = { visitorHash: sourceHash, sourceHash }
    if (key === undefined) return this.#take(shared)
    const own = { visitorHash: sha256Hex(`visitor ${key}`), sourceHash }
    const found = await this.#find(own)
    if (found !== undefined) return found
    const isShared = (await this.#store.countLeasedOf(sourceHash)) >= slotsOfSourceMax
    return this.#take(isShared ? shared : own)
  }

  /** Ends what is over and clears its World; called now and then. */
  async clear(resetWorld: (number: number) => Promise<void>): Promise<void> {
    const at = this.#clock.now()
    await this.#store.endLeases({ usedBefore: at - idleMs, leasedBefore: at - leaseMs, at })
    const stuckBefore = at - resetMs
    for (const number of await this.#store.listToReset(stuckBefore)) {
      if (!(await this.#store.beginReset(number, stuckBefore, this.#clock.now()))) continue
      await resetWorld(number)
      await this.#store.free(number, this.#clock.now())
    }
  }

  async #take(visitor: SlotVisitor): Promise<number> {
    for (let tries = 0; tries < triesMax; tries += 1) {
      const number = (await this.#find(visitor)) ?? (await this.#lease(visitor))
      if (number !== undefined) return number
    }
    throw refuse('console-limit-reached', { retryAfterSeconds })
  }

  async #lease(visitor: SlotVisitor): Promise<number | undefined> {
    const at = this.#clock.now()
    try {
      const free = await this.#store.leaseFree(visitor, at)
      return free ?? (await this.#store.leaseNew(visitor, { max: slotsMax, at }))
    } catch (error) {
      // Another call of the same visitor got one in this instant, and a visitor has no two.
      const found = await this.#find(visitor)
      if (found === undefined) throw error
      return found
    }
  }

  async #find({ visitorHash }: SlotVisitor): Promise<number | undefined> {
    const found = await this.#store.findLeased(visitorHash)
    if (!found) return undefined
    const at = this.#clock.now()
    if (at - found.changedAt >= touchMs) await this.#store.touch(visitorHash, at)
    return found.number
  }
}
