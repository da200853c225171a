/** Who calls: by bearer token, by client certificate, or by both of one app; judged on the clock of its World. */
import type { AccessFacts, AccessFactsStore, GivenAccess } from '#src/domain/grants/access-facts.ts'
import { faultOf } from '#src/domain/tpps/certificate.ts'
import type { CertificateFacts, CertificateStore, TppRole } from '#src/domain/tpps/certificate.ts'
import { sha256Hex } from '#src/kit/random.ts'
import type { Caller } from './endpoint.ts'
import type { Peer, PeerCertificate } from '#src/edge/http/peer-certificate.ts'
import { TppError } from './tpp-messages.ts'

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

/** Throws the certificate's refusal first: without it there is no connection to answer for. */
export async function identify(stores: IdentityStores, shown: Shown): Promise<Caller> {
  const { realm, authorization, peer } = shown
  const certificate =
    typeof peer === 'string' ? undefined : await loadCertificate(stores, shown, peer)
  if (authorization === undefined && certificate) return { ...certificate, realm }
  if (authorization === undefined && peer === 'none') throw new TppError('CERTIFICATE_MISSING')
  const facts = await findFacts(stores.accessFacts, realm, authorization)
  if (certificate && certificate.appId !== facts.appId) {
    const text = 'Certificate and token are of two apps: send those of one.'
    throw new TppError('CERTIFICATE_INVALID', { text })
  }
  const shownThumbprint = typeof peer === 'string' ? undefined : peer.thumbprint
  if (facts.boundTo !== undefined && facts.boundTo !== shownThumbprint) {
    const text = 'The token is bound to a client certificate: show that one on the TLS address.'
    throw new TppError('TOKEN_INVALID', { text })
  }
  assertUsable(facts, shown.machineNowMs)
  return { ...facts, ...(certificate ? rightsOf(certificate) : {}) }
}

/** What only a certificate can say of its caller. */
const rightsOf = ({ roles, domains }: Shows) => ({ roles, domains })

type Shows = CertificateFacts & Pick<PeerCertificate, 'domains'>

/** Whether the caller may do what a role does; a token without a certificate has every role of the sandbox. */
export function assertRole({ roles }: Caller, role: TppRole): void {
  if (roles && !roles.includes(role)) throw new TppError('ROLE_INVALID')
}

async function loadCertificate(
  { certificates }: IdentityStores,
  { realm, machineNowMs }: Shown,
  { trust, thumbprint, domains }: PeerCertificate,
): Promise<Shows> {
  if (trust === 'expired') throw new TppError('CERTIFICATE_EXPIRED')
  const facts = trust === 'trusted' ? await certificates.findFacts(realm, thumbprint) : undefined
  const fault = faultOf(facts, machineNowMs)
  if (!facts || fault) throw new TppError(faultCodes[fault ?? 'invalid'])
  return { ...facts, domains }
}

const faultCodes = {
  invalid: 'CERTIFICATE_INVALID',
  revoked: 'CERTIFICATE_REVOKED',
  expired: 'CERTIFICATE_EXPIRED',
} as const

/** The facts of the bearer token; missing, garbled and unknown tokens are one and the same refusal. @see RFC 6750 §2.1 */
async function findFacts(
  store: AccessFactsStore,
  realm: string,
  authorization: string | undefined,
): Promise<AccessFacts> {
  const token = /^Bearer ([\x21-\x7e]{1,512})$/iu.exec(authorization ?? '')?.[1]
  const facts = token && (await store.findByTokenHash(realm, sha256Hex(token)))
  if (!facts) throw new TppError('TOKEN_UNKNOWN')
  return facts
}

/**
 * Whether the token may be used at all. What cannot be mended by a new token is said first; an ended grant takes its
 * consent along, so only a consent the customer withdrew is told apart from it.
 */
function assertUsable(facts: AccessFacts, machineNowMs: number): void {
  const nowMs = machineNowMs + facts.clockOffsetMs
  const { grant } = facts
  if (facts.isAppDeleted) throw new TppError('TOKEN_INVALID')
  const isWithdrawn = grant?.consentStatus === 'revokedByPsu' || grant?.consentStatus === 'rejected'
  if (isWithdrawn) throw new TppError('CONSENT_INVALID')
  if (grant?.isGrantEnded) throw new TppError('TOKEN_INVALID')
  if (facts.tokenExpiresAtMs <= nowMs) throw new TppError('TOKEN_EXPIRED')
  if (!grant && !facts.scope.split(' ').includes(clientScope)) throw new TppError('TOKEN_INVALID')
}

/** Whether a consent opens a read now. */
export function assertGiven(given: GivenAccess, nowMs: number): void {
  const { consentStatus, consentValidUntilMs } = given
  if (consentStatus === 'expired') throw new TppError('CONSENT_EXPIRED')
  if (consentStatus !== 'valid') throw new TppError('CONSENT_INVALID')
  if (consentValidUntilMs <= nowMs) throw new TppError('CONSENT_EXPIRED')
}
