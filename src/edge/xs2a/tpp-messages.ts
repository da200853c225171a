/** The complete table of tppMessage codes: status, title and the text that says what to do. */
import { DomainError } from '#src/kit/domain-error.ts'

/** @see BG 1.3 §14.11 */
export const tppMessages = {
  FORMAT_ERROR: [400, 'Malformed request', 'Correct the named header or parameter and send again.'],
  PARAMETER_NOT_SUPPORTED: [400, 'Parameter not supported', 'Leave the parameter out.'],
  PERIOD_INVALID: [400, 'Period not possible', 'Let dateTo be on or after dateFrom.'],
  CONSENT_UNKNOWN: [400, 'Consent unknown', 'Leave Consent-ID out or send that of the token.'],
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
  SERVICE_INVALID: [405, 'Method not allowed', 'Use a method named in the Allow header.'],
  REQUESTED_FORMATS_INVALID: [406, 'Format not offered', 'Accept application/json.'],
  INTERNAL_SERVER_ERROR: [
    500,
    'Fault of ours',
    'Try again; tell us the X-Request-ID if it goes on.',
  ],
  SERVICE_UNAVAILABLE: [503, 'Bank does not answer', 'Try again in a moment.'],
} as const satisfies Record<string, readonly [number, string, string]>

export type TppCode = keyof typeof tppMessages

/** A refusal on the wire. */
export class TppError extends Error {
  readonly code: TppCode
  readonly status: number
  readonly text: string
  readonly path: string | undefined

  constructor(
    code: TppCode,
    facts: {
      readonly text?: string
      readonly path?: string
      readonly status?: number
      readonly cause?: unknown
    } = {},
  ) {
    super(code, { cause: facts.cause })
    this.code = code
    this.status = facts.status ?? tppMessages[code][0]
    this.text = facts.text ?? tppMessages[code][2]
    this.path = facts.path
  }
}

/** Any failure as a refusal; what nobody foresaw is a fault of ours. */
export function toTppError(error: unknown): TppError {
  if (error instanceof TppError) return error
  if (!(error instanceof DomainError)) return new TppError('INTERNAL_SERVER_ERROR')
  switch (error.code) {
    case 'account-unknown':
      return new TppError('RESOURCE_UNKNOWN')
    case 'access-not-given':
      return new TppError('CONSENT_INVALID')
    case 'paging-position-invalid':
      return new TppError('FORMAT_ERROR', { path: 'page', text: 'Follow _links.next unchanged.' })
    case 'bank-too-slow':
    case 'bank-unavailable':
      return new TppError('SERVICE_UNAVAILABLE', { cause: error.cause })
    default:
      return new TppError('INTERNAL_SERVER_ERROR')
  }
}
