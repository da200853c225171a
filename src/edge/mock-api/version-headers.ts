/** What an answer says of the life of its version. @see RFC 9745 (Deprecation), RFC 8594 (Sunset) */
import type { ProductVersion } from '#src/domain/catalogue/products.ts'
import { secondMs } from '#src/kit/clock.ts'

/** Deprecated since its newest change; over at the end of its last day. */
export function lifecycleHeaders({
  status,
  until,
  changes,
}: Pick<ProductVersion, 'status' | 'until' | 'changes'>): Record<string, string> {
  if (status !== 'deprecated') return {}
  const [since] = changes
    .map(({ on }) => on)
    .toSorted()
    .toReversed()
  return {
    ...(since === undefined ? {} : { deprecation: `@${Date.parse(since) / secondMs}` }),
    ...(until === undefined ? {} : { sunset: new Date(`${until}T23:59:59Z`).toUTCString() }),
  }
}
