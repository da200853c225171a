/** What the interface must know about an access token, read in one look-up. It decides nothing. */

import type { AccountAccess, ConsentStatus } from '#src/domain/consents/consent.ts'

export type { AccountAccess, ConsentStatus }

/**
 * Token, grant, consent, app and World of one access token, as stored. All times are on the World's clock:
 * the present there is the machine's clock plus `clockOffsetMs`.
 */
export interface AccessFacts {
  readonly realm: string
  readonly tokenExpiresAtMs: number
  readonly scope: string
  readonly grantId: string
  readonly isGrantEnded: boolean
  readonly appId: string
  readonly isAppDeleted: boolean
  readonly organisationId: string
  readonly worldId: string
  readonly clockOffsetMs: number
  readonly consentId: string
  readonly consentStatus: ConsentStatus
  readonly consentValidUntilMs: number
  readonly psuId: string
  readonly access: AccountAccess
}

/** Reads the facts of a token by its SHA-256 (hex); undefined when no such token was ever issued in the realm (or long ago). */
export interface AccessFactsStore {
  findByTokenHash(realm: string, tokenHash: string): Promise<AccessFacts | undefined>
}
