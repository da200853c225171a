/** Ids of what the test bank starts: the same act makes the same ones, so that starting again is no second start. */
import type { BankContext } from '#src/connector/bank-connector.ts'
import { sha256Hex } from '#src/kit/random.ts'
import type { Random } from '#src/kit/random.ts'

/** Answers a new id at each call. Names of acts are secret digests, so what is made of one cannot be guessed. */
export function createActIds(
  { realm, worldId, actId }: BankContext,
  kind: 'authentication' | 'challenge',
  random: Random,
): () => string {
  let count = 0
  return () => {
    if (actId === undefined) return random.uuid()
    count += 1
    return toUuid(sha256Hex([realm, worldId, actId, kind, count].join('\n')))
  }
}

/** @see RFC 9562 §5.8: version 8 is for ids made in one's own way */
function toUuid(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{3})(.{3})(.{12}).*$/u, '$1-$2-8$3-8$4-$5')
}
