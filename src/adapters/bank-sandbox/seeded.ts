/** Repeatable chance: the same seed gives the same values for ever, so that generated data has no store. Never for secrets. */

export interface Seeded {
  /** A whole number from least to most, both included. */
  int(least: number, most: number): number
  /** True with the probability. */
  chance(probability: number): boolean
  pick<Item>(list: readonly Item[]): Item
}

/** 53 bits of hash of a text. @see cyrb53 (public domain) */
function hash53(text: string, salt: number): number {
  let high = 0xdeadbeef ^ salt
  let low = 0x41c6ce57 ^ salt
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    high = Math.imul(high ^ code, 2654435761)
    low = Math.imul(low ^ code, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return 4294967296 * (2097151 & low) + (high >>> 0)
}

/** @see mulberry32 (public domain) */
export function createSeeded(seed: string): Seeded {
  let state = hash53(seed, 0) | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const int = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    int,
    chance: (probability) => next() < probability,
    pick: (list) => {
      const item = list[int(0, list.length - 1)]
      if (item === undefined) throw new RangeError('nothing to pick from')
      return item
    },
  }
}

const idHalfLength = 11

/** An id made of a text alone: two independent 53-bit hashes, base 36. */
export function stableId(prefix: string, text: string): string {
  const half = (salt: number) => hash53(text, salt).toString(36).padStart(idHalfLength, '0')
  return `${prefix}_${half(1)}${half(2)}`
}
