/** What the interface must know about an access token, read in one look-up. It decides nothing. */
import type {
  AccountAccess,
  Consent,
  ConsentService,
  ConsentStatus,
} from '#src/domain/consents/consent.ts'
import type { TokenFacts, TokenStore } from '#src/domain/access/presented-access.ts'
import type { EpochMs } from '#src/kit/clock.ts'

export type { AccountAccess, ConsentStatus }

/** What a customer has given: the part of a consent that every read is judged by. Times are on the World's clock. */
export interface GivenAccess {
  readonly consentId: string
  readonly consentStatus: ConsentStatus
  readonly consentValidUntilMs: EpochMs
  readonly psuId: string
  readonly services: readonly ConsentService[]
  readonly access: AccountAccess
  readonly isRecurring: boolean
  readonly frequencyPerDay: number
  /** The last strong authentication for it; 0 when there was none. */
  readonly authenticatedAt: EpochMs
}

/**
 * One access token with its app and World, and with the grant and consent behind it when a customer gave it
 * (a token of `client_credentials` has none). All times are on the World's clock: the present there is the machine's
 * clock plus `clockOffsetMs`.
 */
export interface AccessFacts extends TokenFacts {
  readonly realm: string
  readonly organisationId: string
  readonly worldId: string
  readonly grant?: GivenAccess & { readonly grantId: string; readonly isGrantEnded: boolean }
}

export type AccessFactsStore = TokenStore<AccessFacts>

/** The part of a whole consent that reads are judged by. */
export function toGivenAccess(consent: Consent): GivenAccess {
  return {
    consentId: consent.id,
    consentStatus: consent.status,
    consentValidUntilMs: consent.validUntilMs,
    psuId: consent.psuId ?? '',
    services: consent.services,
    access: consent.access,
    isRecurring: consent.isRecurring,
    frequencyPerDay: consent.frequencyPerDay,
    authenticatedAt: consent.authenticatedAt ?? 0,
  }
}
