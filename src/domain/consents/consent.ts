/** The customer's permission: its shape and the table of moves its status may make. Nobody assigns a status by hand. */
import type { ConsentModel } from '#src/domain/catalogue/bank-profile.ts'
import type { EpochMs } from '#src/kit/clock.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import type { RequestedAccess } from './requested-access.ts'

/** @see BG 1.3 §14.15 consentStatus */
export type ConsentStatus =
  | 'received'
  | 'valid'
  | 'partiallyAuthorised'
  | 'rejected'
  | 'revokedByPsu'
  | 'expired'
  | 'terminatedByTpp'

/** What a consent may be for; each one is given separately. */
export type ConsentService = 'accounts' | 'funds'

/** Account ids that the customer gave, per kind of access. A consent nobody has authorised holds none. */
export interface AccountAccess {
  readonly accounts: readonly string[]
  readonly balances: readonly string[]
  readonly transactions: readonly string[]
  /** Accounts whose owner's name may be read. @see BG IG 1.3 §14.3 additionalInformation */
  readonly ownerNames?: readonly string[]
  /** True when the list of accounts may be read and no account by itself. @see BG IG 1.3 §6.3.1.2 */
  readonly isListOnly?: boolean
}

/** The card that the TPP issues on the account, as it says; nobody checks it but for the number. @see BG CoF consent 2.0 */
export interface IssuedCard {
  readonly cardNumber?: string
  readonly cardExpiryDate?: string
  readonly cardInformation?: string
  readonly registrationInformation?: string
}

/** What a consent made by the TPP (`POST /v1/consents`) holds beyond one made at the authorization server. */
export interface ConsentRequest {
  readonly model: ConsentModel
  /** As the TPP asked, for the answer of GET. */
  readonly access: RequestedAccess
  /** Where the customer may come back to, as the TPP said when it asked. */
  readonly redirectUris?: readonly string[]
  /** Of a consent to confirm funds. */
  readonly card?: IssuedCard
}

/** A consent. Times are on the clock of its World. */
export interface Consent {
  readonly id: string
  readonly realm: string
  readonly worldId: string
  readonly appId: string
  readonly organisationId: string
  /** The customer; unknown until somebody has authenticated. */
  readonly psuId?: string
  /** How it came about: `oauth-first` consents are bound to a grant and neither replace nor are replaced. */
  readonly origin: 'oauth-first' | 'consent-first'
  readonly status: ConsentStatus
  readonly services: readonly ConsentService[]
  readonly access: AccountAccess
  readonly request?: ConsentRequest
  readonly isRecurring: boolean
  /** 0 where reads are not counted. */
  readonly frequencyPerDay: number
  /** First instant at which it holds no more: `validUntil` on the wire is the day before, included. */
  readonly validUntilMs: EpochMs
  /** The last strong authentication of the customer for this consent. */
  readonly authenticatedAt?: EpochMs
  readonly createdAt: EpochMs
  readonly lastActionAt: EpochMs
  readonly endedAt?: EpochMs
}

/** Nothing is given yet. */
export const noAccess: AccountAccess = { accounts: [], balances: [], transactions: [] }

/** Allowed moves. Final states have none. @see BG 1.3 §14.15, adorsys release notes 1.15–2.10 */
export const consentMoves: Readonly<Record<ConsentStatus, readonly ConsentStatus[]>> = {
  received: ['valid', 'partiallyAuthorised', 'rejected', 'expired'],
  partiallyAuthorised: ['valid', 'rejected', 'expired', 'terminatedByTpp'],
  valid: ['revokedByPsu', 'expired', 'terminatedByTpp'],
  rejected: [],
  revokedByPsu: [],
  expired: [],
  terminatedByTpp: [],
}

/** True for a status that never changes again. */
export function isFinal(status: ConsentStatus): boolean {
  return consentMoves[status].length === 0
}

/** True while a customer's yes is still wanted. */
export function isWaiting(status: ConsentStatus): boolean {
  return consentMoves[status].includes('valid')
}

/** What a consent becomes when its TPP wants it no more: nobody has authorised one that is `received`. */
export function statusGivenUp(status: ConsentStatus): 'rejected' | 'terminatedByTpp' {
  return status === 'received' ? 'rejected' : 'terminatedByTpp'
}

/** Checks a move against the table; throws `consent-move-not-allowed` when it is not there. */
export function assertMove(from: ConsentStatus, to: ConsentStatus): void {
  if (!consentMoves[from].includes(to))
    throw new DomainError('consent-move-not-allowed', { from, to })
}
