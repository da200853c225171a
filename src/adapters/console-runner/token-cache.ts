/** Tokens the console already has, so that clicking does not pile up consents. It forgets: at their end, on refusal, and the oldest first. */
import type { EpochMs } from '#src/kit/clock.ts'

export interface HeldToken {
  readonly accessToken: string
  /** On the World's clock. */
  readonly expiresAt: EpochMs
}

const heldMax = 500
/** A token is not used in its last moments, when it might end on the way. */
const marginMs = 30_000

export class TokenCache {
  readonly #held = new Map<string, Promise<HeldToken>>()

  /** The token under this key, or a new one; several callers at once wait for the same. */
  async take(
    key: string,
    source: { worldNow: () => Promise<EpochMs>; fetch: () => Promise<HeldToken> },
  ): Promise<{ accessToken: string; isFresh: boolean }> {
    const held = await this.#findAlive(key, source.worldNow)
    if (held) return { accessToken: held.accessToken, isFresh: false }
    const waiting = this.#held.get(key)
    if (waiting) return { accessToken: (await waiting).accessToken, isFresh: true }
    const fetching = source.fetch()
    this.#held.set(key, fetching)
    this.#forgetOldest()
    try {
      return { accessToken: (await fetching).accessToken, isFresh: true }
    } catch (error) {
      if (this.#held.get(key) === fetching) this.#held.delete(key)
      throw error
    }
  }

  /** Lets go of a token that was refused, unless somebody else has a newer one already. */
  async drop(key: string, accessToken: string): Promise<void> {
    const found = this.#held.get(key)
    if (found && (await found).accessToken === accessToken && this.#held.get(key) === found)
      this.#held.delete(key)
  }

  async #findAlive(key: string, worldNow: () => Promise<EpochMs>): Promise<HeldToken | undefined> {
    const waiting = this.#held.get(key)
    if (!waiting) return undefined
    const held = await waiting
    const isAlive = (await worldNow()) < held.expiresAt - marginMs
    if (!isAlive && this.#held.get(key) === waiting) this.#held.delete(key)
    return isAlive ? held : undefined
  }

  #forgetOldest() {
    const [oldest] = this.#held.keys()
    if (this.#held.size > heldMax && oldest !== undefined) this.#held.delete(oldest)
  }
}
