/** Keys that follow one another with an overlap: one is in use, the next is known before, the former one still a while after. Pure; it makes no key. */
import type { EpochMs } from './clock.ts'

/** One key. It is known from the moment it is in the ring. */
export interface RingKey {
  readonly text: string
  readonly usedFrom: EpochMs
  /** When it stops being known; absent while nothing follows it. */
  readonly endsAt?: EpochMs
}

/** How long the next key is known before its use, and the former one after it. */
export interface Overlap {
  readonly leadMs: number
  readonly afterlifeMs: number
}

/** The ring in a text. What is no ring is one key, in use since ever. */
export function parseRing(text: string): readonly RingKey[] {
  if (!text.startsWith('{"ring":')) return [{ text, usedFrom: 0 }]
  return (JSON.parse(text) as { ring: RingKey[] }).ring // written by `writeRing` alone
}

export function writeRing(ring: readonly RingKey[]): string {
  return JSON.stringify({ ring })
}

/** All that are known now, the one in use first. */
export function listKnown(ring: readonly RingKey[], now: EpochMs): readonly RingKey[] {
  const known = ring.filter(({ endsAt }) => endsAt === undefined || endsAt > now)
  const inUse = known.filter(({ usedFrom }) => usedFrom <= now).toSorted(byUse)
  const current = inUse.at(-1)
  return current === undefined ? known : [current, ...known.filter((key) => key !== current)]
}

/** The key that is known and not yet used. */
export function findNext(ring: readonly RingKey[], now: EpochMs): RingKey | undefined {
  return ring.find(({ usedFrom }) => usedFrom > now)
}

/** The ring with another key that follows the one in use; one that waited is dropped unused. */
export function followBy(
  ring: readonly RingKey[],
  text: string,
  { now, leadMs, afterlifeMs }: Overlap & { readonly now: EpochMs },
): readonly RingKey[] {
  const usedFrom = now + leadMs
  const endsAt = usedFrom + afterlifeMs
  const former = listKnown(ring, now)
    .filter((key) => key.usedFrom <= now)
    .map((key) => ({ ...key, endsAt: Math.min(key.endsAt ?? endsAt, endsAt) }))
  return [...former.toSorted(byUse), { text, usedFrom }]
}

function byUse(left: RingKey, right: RingKey): number {
  return left.usedFrom - right.usedFrom
}
