/** What the interface must know about an access token, read in one look-up. It decides nothing. */
import type {
  AccountAccess,
  Consent,
  ConsentService,
  ConsentStatus,
} from '#src/domain/consents/consent.ts'
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
export interface AccessFacts {
  readonly realm: string
  readonly tokenExpiresAtMs: EpochMs
  readonly scope: string
  /** SHA-256 (hex) of the certificate that the token is bound to. @see RFC 8705 §3 */
  readonly boundTo?: string
  readonly appId: string
  readonly isAppDeleted: boolean
  readonly organisationId: string
  readonly worldId: string
  readonly clockOffsetMs: number
  readonly grant?: GivenAccess & { readonly grantId: string; readonly isGrantEnded: boolean }
}

/** Reads the facts of a token by its SHA-256 (hex); undefined when no such token was ever issued in the realm (or long ago). */
export interface AccessFactsStore {
  findByTokenHash(realm: string, tokenHash: string): Promise<AccessFacts | undefined>
}

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
