/** Chance that can be repeated: the same seed gives the same choices. For tests only, never for secrets. */

const letters = 'abcdefghijklmnopqrstuvwxyz'.split('')

export class Chance {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** A number from 0 up to, not including, `below`. Mulberry32. */
  below(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }

  happens(percent: number): boolean {
    return this.below(100) < percent
  }

  /** One of a list that is not empty. */
  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)]
    if (item === undefined) throw new Error('there is nothing to pick from')
    return item
  }

  /** Letters, as many as asked for. */
  word(length: number): string {
    return Array.from({ length }, () => this.pick(letters)).join('')
  }

  uuid(): string {
    const part = (length: number) =>
      Array.from({ length }, () => this.pick(letters.slice(0, 6))).join('')
    return [8, 4, 4, 4, 12].map(part).join('-')
  }
}
