/** One customer's way through an authorisation: who asks, one authentication, the choice of accounts, yes or no. */
import type { AuthenticationMode } from '#src/connector/bank-connector.ts'
import type { ScaApproach } from '#src/domain/catalogue/bank-profile.ts'
import type { EpochMs } from '#src/kit/clock.ts'

/**
 * Every approach is a way through these states: redirect and OAuth by `asked → pending → authenticated → approved`,
 * embedded by `asked → identified → password-checked → challenged → authenticated → approved`, decoupled by
 * `asked → identified → pending → authenticated → approved`.
 */
export type AuthorisationState =
  | 'asked'
  | 'identified'
  | 'password-checked'
  | 'challenged'
  | 'pending'
  | 'failed'
  | 'authenticated'
  | 'unconfirmed'
  | 'approved'
  | 'exempted'
  | 'refused'
  | 'cancelled'
  | 'timed-out'
  | 'not-authenticated'
  | 'without-accounts'

/** Allowed moves; a state without any is final. @see RTS 2018/389 art. 4(3) for the limits on attempts and time */
export const authorisationMoves: Readonly<
  Record<AuthorisationState, readonly AuthorisationState[]>
> = {
  asked: [
    'identified',
    'password-checked',
    'authenticated',
    'pending',
    'refused',
    'not-authenticated',
    'timed-out',
  ],
  identified: [
    'identified',
    'password-checked',
    'authenticated',
    'pending',
    'refused',
    'not-authenticated',
    'timed-out',
  ],
  'password-checked': ['challenged', 'pending', 'refused', 'not-authenticated', 'timed-out'],
  challenged: ['authenticated', 'challenged', 'refused', 'not-authenticated', 'timed-out'],
  pending: ['authenticated', 'failed', 'not-authenticated', 'cancelled', 'timed-out'],
  failed: ['pending', 'not-authenticated', 'timed-out'],
  authenticated: [
    'approved',
    'exempted',
    'unconfirmed',
    'refused',
    'timed-out',
    'without-accounts',
  ],
  unconfirmed: ['approved', 'unconfirmed', 'not-authenticated', 'timed-out'],
  approved: [],
  exempted: [],
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

/** What is authorised. An OAuth-first authorisation makes its consent at the end; all others have it from the start. */
export type AuthorisationSubject =
  | { readonly kind: 'oauth-first' }
  | { readonly kind: 'consent'; readonly id: string }

/** A challenge that the customer answers with a one-time password. */
export interface Challenge {
  readonly methodId: string
  /** The bank's reference of it. */
  readonly reference: string
  /** What the TPP shows the customer. @see BG IG 1.3 §14.12 challengeData */
  readonly data: Readonly<Record<string, string | number | readonly string[]>>
}

/** What the customer agreed to, while the TPP has yet to confirm it. */
export interface Confirmation {
  readonly accountIds: readonly string[]
  /** SHA-256 (hex) of the code that the browser brings the TPP; there once it has left for it. */
  readonly codeHash?: string
}

/** Where the customer's browser goes when it is over. */
export interface ReturnAddresses {
  readonly uri: string
  /** For everything but a yes; the other one when left out. */
  readonly nokUri?: string
}

/** An authorisation. Times are on the clock of its World. */
export interface Authorisation {
  readonly id: string
  readonly realm: string
  readonly worldId: string
  readonly appId: string
  readonly organisationId: string
  readonly language: 'en' | 'sv'
  readonly subject: AuthorisationSubject
  readonly approach: ScaApproach
  /** The customer the app expects, as it said; never trusted. */
  readonly loginHint?: string
  /**
   * Of a walk at the authorization server: the authorisation that the TPP started and that it stands for, or the consent
   * when the TPP started none.
   */
  readonly standsFor?: string
  readonly services: readonly ConsentServiceName[]
  readonly state: AuthorisationState
  readonly psuId?: string
  readonly bank?: BankAuthentication
  readonly mode?: AuthenticationMode
  readonly challenge?: Challenge
  readonly confirmation?: Confirmation
  readonly returnTo?: ReturnAddresses
  /** SHA-256 (hex) of the secret in the link that opens the customer's pages, and of the one in the browser's cookie. */
  readonly linkHash?: string
  readonly browserHash?: string
  readonly attempts: number
  readonly consentId?: string
  readonly createdAt: EpochMs
  readonly startedAt?: EpochMs
  readonly authenticatedAt?: EpochMs
  /** When the present state runs out of time. */
  readonly expiresAt: EpochMs
}

type ConsentServiceName = 'accounts' | 'funds'
