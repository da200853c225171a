/** The complete table of tppMessage codes: status, title and the text that says what to do. */
import { DomainError } from '#src/kit/domain-error.ts'
import { findStoreFailure } from '#src/kit/store-unavailable-error.ts'
import type { StoreUnavailableError } from '#src/kit/store-unavailable-error.ts'

/** @see BG 1.3 §14.11 */
export const tppMessages = {
  FORMAT_ERROR: [400, 'Malformed request', 'Correct the named header or parameter and send again.'],
  PARAMETER_NOT_SUPPORTED: [400, 'Parameter not supported', 'Leave the parameter out.'],
  PERIOD_INVALID: [400, 'Period not possible', 'Let dateTo be on or after dateFrom.'],
  PARAMETER_NOT_CONSISTENT: [
    400,
    'Parts do not go together',
    'Ask for accounts by lists, by three empty lists, or by one of the values for all accounts.',
  ],
  SERVICE_INVALID: [405, 'Method not allowed', 'Use a method named in the Allow header.'],
  SESSIONS_NOT_SUPPORTED: [
    400,
    'Sessions not offered',
    'Send combinedServiceIndicator false and start the payment on its own.',
  ],
  CONSENT_UNKNOWN: [
    400,
    'Consent unknown',
    'Name a consent that you have made; with a token of one consent leave Consent-ID out.',
  ],
  CARD_INVALID: [400, 'Card not covered', 'Send the number of the card that the consent is for.'],
  NO_PIIS_ACTIVATION: [
    400,
    'Not activated for the account',
    'Ask the customer for a consent to confirm funds on this account.',
  ],
  CONSENT_INVALID: [401, 'Consent does not cover this', 'Ask the customer for a new consent.'],
  CONSENT_EXPIRED: [401, 'Consent expired', 'Ask the customer for a new consent.'],
  TOKEN_UNKNOWN: [
    401,
    'Token unknown',
    'Get an access token at the token endpoint and send it as Authorization: Bearer.',
  ],
  TOKEN_INVALID: [401, 'Token no longer valid', 'Send the customer through consent again.'],
  TOKEN_EXPIRED: [401, 'Token expired', 'Use the refresh token to get a new access token.'],
  RESOURCE_UNKNOWN: [
    404,
    'Not found',
    'Check the path, and use a resourceId from GET /v1/accounts.',
  ],
  CERTIFICATE_MISSING: [
    401,
    'No client certificate',
    'Show a certificate of your app on this port, or send Authorization: Bearer.',
  ],
  CERTIFICATE_INVALID: [
    401,
    'Client certificate not valid here',
    'Show a certificate that this sandbox issued to your app.',
  ],
  CERTIFICATE_EXPIRED: [401, 'Client certificate expired', 'Get a new certificate for your app.'],
  CERTIFICATE_REVOKED: [401, 'Client certificate revoked', 'Get a new certificate for your app.'],
  ROLE_INVALID: [
    401,
    'Role lacks',
    'Use a certificate with the role of this service: AISP, PISP or PIISP.',
  ],
  PSU_CREDENTIALS_INVALID: [
    401,
    'Not authenticated',
    'What the customer sent is not right; let them try again.',
  ],
  SCA_METHOD_UNKNOWN: [
    400,
    'Method not offered',
    'Take an authenticationMethodId out of scaMethods.',
  ],
  SCA_INVALID: [
    400,
    'Confirmation not possible',
    'Begin a new authorisation and send the code of its way back.',
  ],
  STATUS_INVALID: [
    409,
    'Not possible in this status',
    'Read the status, and begin anew when it has ended.',
  ],
  ACCESS_EXCEEDED: [
    429,
    'Reads without the customer are used up',
    'Wait as long as Retry-After says, or read while the customer is there.',
  ],
  REQUESTED_FORMATS_INVALID: [406, 'Format not offered', 'Accept application/json.'],
  INTERNAL_SERVER_ERROR: [
    500,
    'Fault of ours',
    'Try again; tell us the X-Request-ID if it goes on.',
  ],
  SERVICE_UNAVAILABLE: [503, 'Bank does not answer', 'Try again in a moment.'],
} as const satisfies Record<string, readonly [number, string, string]>

export type TppCode = keyof typeof tppMessages

export type ErrorLinks = Readonly<Record<string, { readonly href: string }>>

/** A refusal on the wire. */
export class TppError extends Error {
  readonly code: TppCode
  readonly status: number
  readonly text: string
  readonly path: string | undefined
  readonly retryAfterSeconds: number | undefined
  /** What can be done instead. */
  readonly links: ErrorLinks | undefined

  constructor(
    code: TppCode,
    facts: {
      readonly text?: string
      readonly path?: string
      readonly status?: number
      readonly cause?: unknown
      readonly retryAfterSeconds?: number
      readonly links?: ErrorLinks
    } = {},
  ) {
    super(code, { cause: facts.cause })
    this.code = code
    this.status = facts.status ?? tppMessages[code][0]
    this.text = facts.text ?? tppMessages[code][2]
    this.path = facts.path
    this.retryAfterSeconds = facts.retryAfterSeconds
    this.links = facts.links
  }
}

/** Any failure as a refusal; what nobody foresaw is a fault of ours. */
export function toTppError(error: unknown): TppError {
  if (error instanceof TppError) return error
  const failure = findStoreFailure(error)
  if (failure) return toUnavailable(failure)
  if (!(error instanceof DomainError)) return new TppError('INTERNAL_SERVER_ERROR')
  const made = refusals[error.code]
  return made ? made(error) : new TppError('INTERNAL_SERVER_ERROR', { cause: error })
}

/** Nothing was judged: the store behind us does not answer. */
function toUnavailable({ cause, facts }: StoreUnavailableError): TppError {
  const retryAfterSeconds = Number(facts['retryAfterSeconds'])
  return new TppError('SERVICE_UNAVAILABLE', { cause, retryAfterSeconds })
}

/** Every domain error that a call can meet. @see BG IG 1.3 §14.11 for the places of a code */
const refusals: Readonly<Record<string, (error: DomainError) => TppError>> = {
  'account-unknown': () => new TppError('RESOURCE_UNKNOWN'),
  'access-not-given': () => new TppError('CONSENT_INVALID'),
  'history-needs-sca': ({ facts }) =>
    new TppError('CONSENT_INVALID', {
      text: `Before ${facts['first']} only within ${facts['freshScaMinutes']} minutes of an authentication: let the customer authorise a new consent and read then, or ask from that date on.`,
    }),
  'entry-reference-unknown': () =>
    new TppError('FORMAT_ERROR', {
      path: 'entryReferenceFrom',
      text: 'Send an entryReference that this account has answered.',
    }),
  'transaction-unknown': () => new TppError('RESOURCE_UNKNOWN', { status: 403 }),
  'paging-position-invalid': () =>
    new TppError('FORMAT_ERROR', { path: 'page', text: 'Follow _links.next unchanged.' }),
  'bank-too-slow': ({ cause }) => new TppError('SERVICE_UNAVAILABLE', { cause }),
  'bank-unavailable': ({ cause }) => new TppError('SERVICE_UNAVAILABLE', { cause }),
  'write-under-way': ({ facts }) =>
    new TppError('SERVICE_UNAVAILABLE', {
      text: 'The first call with this X-Request-ID is not answered yet; try again in a moment.',
      retryAfterSeconds: Number(facts['retryAfterSeconds']),
    }),
  'access-exceeded': ({ facts }) =>
    facts['retryAfterSeconds'] === undefined
      ? new TppError('ACCESS_EXCEEDED', {
          text: 'This consent opens each read once: ask the customer for a new one.',
        })
      : new TppError('ACCESS_EXCEEDED', { retryAfterSeconds: Number(facts['retryAfterSeconds']) }),
  'access-mixed': () => new TppError('PARAMETER_NOT_CONSISTENT', { path: 'access' }),
  'access-partly-empty': () => new TppError('PARAMETER_NOT_CONSISTENT', { path: 'access' }),
  'access-empty': () =>
    new TppError('FORMAT_ERROR', { path: 'access', text: 'Name what the consent is for.' }),
  'consent-model-not-offered': () =>
    new TppError('SERVICE_INVALID', {
      status: 400,
      path: 'access',
      text: 'This bank does not offer this kind of consent; its profile tells which it does.',
    }),
  'sessions-not-offered': () =>
    new TppError('SESSIONS_NOT_SUPPORTED', { path: 'combinedServiceIndicator' }),
  'valid-until-past': () =>
    new TppError('FORMAT_ERROR', { path: 'validUntil', text: 'Send today or a later date.' }),
  'frequency-of-one-off': () =>
    new TppError('FORMAT_ERROR', {
      path: 'frequencyPerDay',
      text: 'A consent that is used once has frequencyPerDay 1.',
    }),
  'redirect-uri-missing': () =>
    new TppError('FORMAT_ERROR', {
      path: 'TPP-Redirect-URI',
      text: 'The redirect needs an address to come back to.',
    }),
  'redirect-uri-invalid': ({ facts }) =>
    new TppError('FORMAT_ERROR', {
      path: String(facts['header'] ?? 'TPP-Redirect-URI'),
      text: 'Send an absolute https address, or http on a loopback address, without a fragment.',
    }),
  // In a path it is a 403; unknown and another's are one and the same.
  'consent-unknown': () => new TppError('CONSENT_UNKNOWN', { status: 403 }),
  'authorisation-unknown': () =>
    new TppError('RESOURCE_UNKNOWN', { status: 403, path: 'authorisationId' }),
  'psu-credentials-invalid': () => new TppError('PSU_CREDENTIALS_INVALID'),
  'psu-unknown': () =>
    new TppError('FORMAT_ERROR', { path: 'PSU-ID', text: 'Say who the customer is.' }),
  'sca-method-unknown': () =>
    new TppError('SCA_METHOD_UNKNOWN', { path: 'authenticationMethodId' }),
  'funds-not-activated': () => new TppError('NO_PIIS_ACTIVATION', { path: 'account' }),
  'card-not-consented': () => new TppError('CARD_INVALID', { path: 'cardNumber' }),
  'account-not-consented': () => new TppError('CONSENT_INVALID', { path: 'account' }),
  'currency-not-judged': () =>
    new TppError('FORMAT_ERROR', {
      path: 'instructedAmount.currency',
      text: 'Ask in the currency of the account.',
    }),
  'confirmation-invalid': () => new TppError('SCA_INVALID', { path: 'confirmationCode' }),
  'consent-ended': () => new TppError('STATUS_INVALID'),
  'authorisation-under-way': () =>
    new TppError('STATUS_INVALID', {
      text: 'The customer has an authorisation under way: go on with it, or let it run out.',
    }),
  'authorisation-ended': () => new TppError('STATUS_INVALID'),
}
