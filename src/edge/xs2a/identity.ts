/** Who calls: by bearer token, by client certificate, or by both of one app; what is wrong with them, in the words of the interface. */
import { judgePresented } from '#src/domain/access/presented-access.ts'
import type { JudgedAccess, PresentedFault } from '#src/domain/access/presented-access.ts'
import type { AccessFacts, AccessFactsStore, GivenAccess } from '#src/domain/grants/access-facts.ts'
import type { CertificateStore, TppRole } from '#src/domain/tpps/certificate.ts'
import type { Caller } from './endpoint.ts'
import type { Peer } from '#src/edge/http/peer-certificate.ts'
import { TppError } from './tpp-messages.ts'
import type { TppCode } from './tpp-messages.ts'

/** Scope of a token that an app gets for itself (`client_credentials`). */
const clientScope = 'xs2a'

export interface IdentityStores {
  readonly accessFacts: AccessFactsStore
  readonly certificates: Pick<CertificateStore, 'findFacts'>
}

/** What a call shows of its caller. */
export interface Shown {
  readonly realm: string
  readonly authorization: string | undefined
  readonly peer: Peer
  readonly machineNowMs: number
}

/** Throws the refusal. */
export async function identify(stores: IdentityStores, shown: Shown): Promise<Caller> {
  const { accessFacts: tokens, certificates } = stores
  const judged = await judgePresented({ tokens, certificates }, shown)
  if (judged.outcome === 'refused') throw toRefusal(judged, shown)
  const { certificate } = judged
  const domains = typeof shown.peer === 'string' ? [] : shown.peer.domains
  if (judged.outcome === 'certificate')
    return { ...judged.certificate, realm: shown.realm, domains }
  const { token } = judged
  assertGrantLives(token)
  if (!token.grant && !token.scope.split(' ').includes(clientScope))
    throw new TppError('TOKEN_INVALID')
  // What only a certificate can say of its caller.
  return { ...token, ...(certificate ? { roles: certificate.roles, domains } : {}) }
}

const refusals: Readonly<Record<PresentedFault, readonly [code: TppCode, text?: string]>> = {
  'certificate-invalid': ['CERTIFICATE_INVALID'],
  'certificate-revoked': ['CERTIFICATE_REVOKED'],
  'certificate-expired': ['CERTIFICATE_EXPIRED'],
  'certificate-of-another': [
    'CERTIFICATE_INVALID',
    'Certificate and token are of two apps: send those of one.',
  ],
  'token-unknown': ['TOKEN_UNKNOWN'],
  'token-bound': [
    'TOKEN_INVALID',
    'The token is bound to a client certificate: show that one on the TLS address.',
  ],
  'app-deleted': ['TOKEN_INVALID'],
  'token-expired': ['TOKEN_EXPIRED'],
}

type Refused = Extract<JudgedAccess<AccessFacts>, { outcome: 'refused' }>

/** What cannot be mended by a new token is said before that it has run out. */
function toRefusal({ fault, token }: Refused, { authorization, peer }: Shown): TppError {
  if (token) assertGrantLives(token)
  if (authorization === undefined && peer === 'none') return new TppError('CERTIFICATE_MISSING')
  const [code, text] = refusals[fault]
  return new TppError(code, text === undefined ? {} : { text })
}

/** Whether the caller may do what a role does; a token without a certificate has every role of the sandbox. */
export function assertRole({ roles }: Caller, role: TppRole): void {
  if (roles && !roles.includes(role)) throw new TppError('ROLE_INVALID')
}

/** An ended grant takes its consent along, so only a consent the customer withdrew is told apart from it. */
function assertGrantLives({ grant }: AccessFacts): void {
  const isWithdrawn = grant?.consentStatus === 'revokedByPsu' || grant?.consentStatus === 'rejected'
  if (isWithdrawn) throw new TppError('CONSENT_INVALID')
  if (grant?.isGrantEnded) throw new TppError('TOKEN_INVALID')
}

/** Whether a consent opens a read now. */
export function assertGiven(given: GivenAccess, nowMs: number): void {
  const { consentStatus, consentValidUntilMs } = given
  if (consentStatus === 'expired') throw new TppError('CONSENT_EXPIRED')
  if (consentStatus !== 'valid') throw new TppError('CONSENT_INVALID')
  if (consentValidUntilMs <= nowMs) throw new TppError('CONSENT_EXPIRED')
}
