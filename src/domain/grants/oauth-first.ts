/** The consent that a customer gives at the authorization server, without one that the TPP had made. It stores nothing. */
import type { BankProfile } from '#src/domain/catalogue/bank-profile.ts'
import { assertMove } from '#src/domain/consents/consent.ts'
import type { AccountAccess, Consent } from '#src/domain/consents/consent.ts'
import type { Authorisation } from '#src/domain/sca/authorisation.ts'
import type { EpochMs } from '#src/kit/clock.ts'
import { dayMs } from '#src/kit/clock.ts'

/** What the customer has given, and for how long the bank lets it hold. */
export interface GivenAtServer {
  readonly id: string
  readonly psuId: string
  readonly access: AccountAccess
  readonly now: EpochMs
  readonly rules: Pick<BankProfile['consents'], 'lifetimeDays' | 'frequencyPerDay'>
}

export function buildConsent(authorisation: Authorisation, given: GivenAtServer): Consent {
  const { id, psuId, access, now, rules } = given
  const { realm, worldId, appId, organisationId, services } = authorisation
  assertMove('received', 'valid')
  return {
    id,
    realm,
    worldId,
    appId,
    organisationId,
    psuId,
    origin: 'oauth-first',
    status: 'valid',
    services,
    access,
    isRecurring: true,
    frequencyPerDay: rules.frequencyPerDay,
    validUntilMs: now + rules.lifetimeDays * dayMs,
    authenticatedAt: authorisation.authenticatedAt ?? now,
    createdAt: now,
    lastActionAt: now,
  }
}
