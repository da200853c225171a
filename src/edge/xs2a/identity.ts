/** Who calls: the bearer token and the consent behind it, judged on the clock of the World. */
import type { AccessFacts, AccessFactsStore } from '#src/domain/grants/access-facts.ts'
import { sha256Hex } from '#src/kit/random.ts'
import { TppError } from './tpp-messages.ts'

/** The facts of the bearer token; missing, garbled and unknown tokens are one and the same refusal. @see RFC 6750 §2.1 */
export async function findFacts(
  store: AccessFactsStore,
  realm: string,
  authorization: string | undefined,
): Promise<AccessFacts> {
  const token = /^Bearer ([\x21-\x7e]{1,512})$/iu.exec(authorization ?? '')?.[1]
  const facts = token && (await store.findByTokenHash(realm, sha256Hex(token)))
  if (!facts) throw new TppError('TOKEN_UNKNOWN')
  return facts
}

/**
 * The time in the World, when the token may read at all. What cannot be mended by a new token is said first; an ended grant
 * takes its consent along, so only a consent the customer withdrew is told apart from it.
 */
export function assertMayRead(facts: AccessFacts, machineNowMs: number): number {
  const nowMs = machineNowMs + facts.clockOffsetMs
  const { consentStatus, consentValidUntilMs } = facts
  if (facts.isAppDeleted) throw new TppError('TOKEN_INVALID')
  if (consentStatus === 'revokedByPsu' || consentStatus === 'rejected')
    throw new TppError('CONSENT_INVALID')
  if (facts.isGrantEnded) throw new TppError('TOKEN_INVALID')
  if (consentStatus !== 'valid' && consentStatus !== 'expired')
    throw new TppError('CONSENT_INVALID')
  if (facts.tokenExpiresAtMs <= nowMs) throw new TppError('TOKEN_EXPIRED')
  if (consentStatus === 'expired' || consentValidUntilMs <= nowMs)
    throw new TppError('CONSENT_EXPIRED')
  if (!facts.scope.split(' ').includes('accounts')) throw new TppError('CONSENT_INVALID')
  return nowMs
}
