/**
 * The one judgement of what a caller presents: an access token, a client certificate, or both. Every door that takes
 * tokens asks here and only translates the answer. It knows no consent, product or wire.
 */
import { faultOf } from '#src/domain/tpps/certificate.ts'
import type { CertificateFacts, CertificateStore } from '#src/domain/tpps/certificate.ts'
import type { EpochMs } from '#src/kit/clock.ts'
import { sha256Hex } from '#src/kit/random.ts'

export interface ShownCertificate {
  /** SHA-256 (hex) of its DER form. */
  readonly thumbprint: string
  /** Whether a trusted authority issued it, and it is in its time. */
  readonly trust: 'trusted' | 'expired' | 'untrusted'
}

/** `plain` on the port without TLS; `none` when the caller showed no certificate. */
export type ShownPeer = ShownCertificate | 'plain' | 'none'

/** What must be known of every access token; times are on the World's clock. */
export interface TokenFacts {
  readonly tokenExpiresAtMs: EpochMs
  readonly scope: string
  /** SHA-256 (hex) of the certificate that the token is bound to. @see RFC 8705 §3 */
  readonly boundTo?: string
  readonly appId: string
  readonly isAppDeleted: boolean
  readonly clockOffsetMs: number
}

export interface TokenStore<Facts extends TokenFacts> {
  /** By the token's SHA-256 (hex); undefined when no such token was ever issued in the realm (or long ago). */
  findByTokenHash(realm: string, tokenHash: string): Promise<Facts | undefined>
}

export interface PresentedSources<Facts extends TokenFacts> {
  readonly tokens: TokenStore<Facts>
  readonly certificates: Pick<CertificateStore, 'findFacts'>
}

/** What a call shows of its caller. */
export interface Presented {
  readonly realm: string
  readonly authorization: string | undefined
  readonly peer: ShownPeer
  readonly machineNowMs: EpochMs
}

export type CertificateFault = 'certificate-invalid' | 'certificate-revoked' | 'certificate-expired'

export type PresentedFault =
  | CertificateFault
  /** The certificate is of another app than the token. */
  | 'certificate-of-another'
  /** Neither token nor certificate, or no token that was ever issued. */
  | 'token-unknown'
  /** Another certificate than the one it is bound to, or none. */
  | 'token-bound'
  | 'app-deleted'
  | 'token-expired'

export type JudgedAccess<Facts extends TokenFacts> =
  | { readonly outcome: 'token'; readonly token: Facts; readonly certificate?: CertificateFacts }
  | { readonly outcome: 'certificate'; readonly certificate: CertificateFacts }
  /** `token` is there for `token-expired`: what stands behind it may say more. */
  | { readonly outcome: 'refused'; readonly fault: PresentedFault; readonly token?: Facts }

/** The certificate is judged first: without it there is no connection to answer for. */
export async function judgePresented<Facts extends TokenFacts>(
  { tokens, certificates }: PresentedSources<Facts>,
  presented: Presented,
): Promise<JudgedAccess<Facts>> {
  const { realm, authorization, peer } = presented
  const shown = typeof peer === 'string' ? undefined : peer
  const judged = shown && (await judgeCertificate(certificates, { ...presented, shown }))
  if (judged?.outcome === 'refused') return judged
  if (authorization === undefined && judged) return judged
  const hash = hashOf(authorization)
  const token = hash === undefined ? undefined : await tokens.findByTokenHash(realm, hash)
  if (!token) return { outcome: 'refused', fault: 'token-unknown' }
  const certificate = judged ? { certificate: judged.certificate } : {}
  const fault = faultOfToken(token, { ...presented, ...certificate, shown })
  if (fault === 'token-expired') return { outcome: 'refused', fault, token }
  return fault ? { outcome: 'refused', fault } : { outcome: 'token', token, ...certificate }
}

function faultOfToken(
  token: TokenFacts,
  beside: {
    readonly certificate?: CertificateFacts
    readonly shown: ShownCertificate | undefined
    readonly machineNowMs: EpochMs
  },
): PresentedFault | undefined {
  const { certificate, shown, machineNowMs } = beside
  const { boundTo, tokenExpiresAtMs, clockOffsetMs } = token
  if (certificate && certificate.appId !== token.appId) return 'certificate-of-another'
  if (boundTo !== undefined && boundTo !== shown?.thumbprint) return 'token-bound'
  if (token.isAppDeleted) return 'app-deleted'
  return tokenExpiresAtMs <= machineNowMs + clockOffsetMs ? 'token-expired' : undefined
}

/** The certificate alone, as the authorization server asks. */
export async function judgeCertificate(
  certificates: Pick<CertificateStore, 'findFacts'>,
  asked: Pick<Presented, 'realm' | 'machineNowMs'> & { readonly shown: ShownCertificate },
): Promise<
  | { readonly outcome: 'certificate'; readonly certificate: CertificateFacts }
  | { readonly outcome: 'refused'; readonly fault: CertificateFault }
> {
  const { thumbprint, trust } = asked.shown
  if (trust === 'expired') return { outcome: 'refused', fault: 'certificate-expired' }
  const found =
    trust === 'trusted' ? await certificates.findFacts(asked.realm, thumbprint) : undefined
  const fault = faultOf(found, asked.machineNowMs)
  if (!found || fault) return { outcome: 'refused', fault: `certificate-${fault ?? 'invalid'}` }
  return { outcome: 'certificate', certificate: found }
}

/** Undefined for what is no bearer token. @see RFC 6750 §2.1 */
function hashOf(authorization: string | undefined): string | undefined {
  const token = /^Bearer ([\x21-\x7e]{1,512})$/iu.exec(authorization ?? '')?.[1]
  return token === undefined ? undefined : sha256Hex(token)
}
