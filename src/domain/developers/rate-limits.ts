/**
 * How often one may try. Guessing is slowed by address and source together, so that an attacker elsewhere cannot
 * lock a developer out; a reset by mail lifts what has been counted against an address.
 */
import { hourMs, minuteMs, dayMs, secondMs } from '#src/kit/clock.ts'
import type { Clock } from '#src/kit/clock.ts'
import { sha256Hex } from '#src/kit/random.ts'
import { refuse } from './developers-errors.ts'
import type { RateLimitStore } from './rate-limit-store.ts'

interface Limit {
  readonly max: number
  readonly lengthMs: number
}

const limits = {
  'sign-in-source': { max: 100, lengthMs: 15 * minuteMs },
  'sign-in-pair': { max: 10, lengthMs: 15 * minuteMs },
  'sign-in-address': { max: 100, lengthMs: dayMs }, // NIST SP 800-63B-4 §3.2.2
  'sign-up-source': { max: 30, lengthMs: hourMs },
  'sign-up-address': { max: 3, lengthMs: hourMs },
  'reset-source': { max: 30, lengthMs: hourMs },
  'reset-address': { max: 3, lengthMs: hourMs },
  'current-password': { max: 10, lengthMs: 15 * minuteMs },
  // Nobody has thirty questions an hour, not even an office behind one address.
  'contact-sender': { max: 30, lengthMs: hourMs },
  // What the people who answer can bear, wherever it comes from.
  'contact-total': { max: 300, lengthMs: hourMs },
  'console-visitor': { max: 30, lengthMs: 10 * minuteMs },
  // All visitors share one demo app.
  'console-demo': { max: 1_000, lengthMs: 10 * minuteMs },
  'console-developer': { max: 300, lengthMs: 10 * minuteMs },
} as const satisfies Record<string, Limit>

export type LimitName = keyof typeof limits

/** What is counted: the limit, and the address, source or id it is about. Only digests of these are kept. */
export interface Bucket {
  readonly name: LimitName
  readonly of: readonly string[]
}

export class RateLimits {
  readonly #store: RateLimitStore
  readonly #clock: Clock
  readonly #isOn: boolean

  constructor(options: { store: RateLimitStore; clock: Clock; isOn: boolean }) {
    this.#store = options.store
    this.#clock = options.clock
    this.#isOn = options.isOn
  }

  /**
   * Counts an attempt in each bucket and throws `too-many-requests` at the first that is full; those after it are
   * not counted, so order them from the attacker's own to the victim's.
   */
  async take(buckets: readonly Bucket[]): Promise<void> {
    for (const bucket of buckets) {
      const retryAfterSeconds = await this.#count(bucket)
      if (retryAfterSeconds > 0) throw refuse('too-many-requests', { retryAfterSeconds })
    }
  }

  /** Counts an attempt and answers whether there was room for it. */
  async isWithin(bucket: Bucket): Promise<boolean> {
    return (await this.#count(bucket)) === 0
  }

  /** Takes attempts back that turned out to be none. */
  async giveBack(buckets: readonly Bucket[]): Promise<void> {
    if (!this.#isOn) return
    for (const bucket of buckets) await this.#store.giveBack(keyOf(bucket))
  }

  /** Empties a bucket, and all narrower ones of the same name. */
  async lift(stores: { readonly rateLimits: RateLimitStore }, bucket: Bucket): Promise<void> {
    await stores.rateLimits.removeStartingWith(keyOf(bucket))
  }

  /** Seconds until there is room again; 0 when there was. */
  async #count(bucket: Bucket): Promise<number> {
    if (!this.#isOn) return 0
    const { max, lengthMs } = limits[bucket.name]
    const now = this.#clock.now()
    const { hits, endsAt } = await this.#store.hit(keyOf(bucket), { now, lengthMs })
    return hits <= max ? 0 : Math.max(1, Math.ceil((endsAt - now) / secondMs))
  }
}

/** Every part ends with a colon, so that no key is the beginning of another part's. */
function keyOf(bucket: Bucket): string {
  return [bucket.name, ...bucket.of.map(sha256Hex)].map((part) => `${part}:`).join('')
}
