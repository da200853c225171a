/** One customer's way through an authorisation: who asks, one authentication, the choice of accounts, yes or no. */
import type { AuthenticationMode } from '#src/connector/bank-connector.ts'
import type { EpochMs } from '#src/kit/clock.ts'

export type AuthorisationState =
  | 'asked'
  | 'pending'
  | 'failed'
  | 'authenticated'
  | 'approved'
  | 'refused'
  | 'cancelled'
  | 'timed-out'
  | 'not-authenticated'
  | 'without-accounts'

/** Allowed moves; a state without any is final. @see RTS 2018/389 art. 4(3) for the limits on attempts and time */
export const authorisationMoves: Readonly<
  Record<AuthorisationState, readonly AuthorisationState[]>
> = {
  asked: ['pending', 'refused', 'timed-out'],
  pending: ['authenticated', 'failed', 'not-authenticated', 'cancelled', 'timed-out'],
  failed: ['pending', 'not-authenticated', 'timed-out'],
  authenticated: ['approved', 'refused', 'timed-out', 'without-accounts'],
  approved: [],
  refused: [],
  cancelled: [],
  'timed-out': [],
  'not-authenticated': [],
  'without-accounts': [],
}

/** True for a state that never changes again. */
export function isEnded(state: AuthorisationState): boolean {
  return authorisationMoves[state].length === 0
}

/** What is needed to show a started authentication to the customer. */
export interface BankAuthentication {
  readonly reference: string
  readonly autoStartToken: string
  readonly qrStartToken: string
  readonly qrSecret: string
}

/** An authorisation. Times are on the clock of its World. */
export interface Authorisation {
  readonly id: string
  readonly realm: string
  readonly worldId: string
  readonly appId: string
  readonly organisationId: string
  readonly language: 'en' | 'sv'
  /** The customer the app expects, as it said; never trusted. */
  readonly loginHint?: string
  readonly services: readonly 'accounts'[]
  readonly state: AuthorisationState
  readonly psuId?: string
  readonly bank?: BankAuthentication
  readonly mode?: AuthenticationMode
  readonly attempts: number
  readonly consentId?: string
  readonly createdAt: EpochMs
  readonly startedAt?: EpochMs
  readonly authenticatedAt?: EpochMs
  /** When the present state runs out of time. */
  readonly expiresAt: EpochMs
}
