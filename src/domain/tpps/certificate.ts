/** A TPP's test certificate: who it names, which roles it carries. It knows no ASN.1. */
import type { EpochMs } from '#src/kit/clock.ts'

/** Roles of a licensed third party. @see ETSI TS 119 495 §5.1: PSP_AI, PSP_PI, PSP_IC */
export const tppRoles = ['AISP', 'PISP', 'PIISP'] as const
export type TppRole = (typeof tppRoles)[number]

export interface TestCertificate {
  readonly id: string
  readonly realm: string
  readonly appId: string
  /** SHA-256 (hex) of its DER form. */
  readonly thumbprint: string
  readonly serial: string
  readonly roles: readonly TppRole[]
  readonly notBefore: EpochMs
  readonly notAfter: EpochMs
  readonly createdAt: EpochMs
  readonly revokedAt?: EpochMs
}

/** What the interface must know of the certificate of a connection, read in one look-up. */
export interface CertificateFacts {
  readonly roles: readonly TppRole[]
  readonly notAfter: EpochMs
  readonly isRevoked: boolean
  readonly appId: string
  readonly isAppDeleted: boolean
  readonly organisationId: string
  readonly worldId: string
  readonly clockOffsetMs: number
}

/** Why a certificate may not be used now; undefined when it may. `invalid`: none of an app that is there. */
export function faultOf(
  facts: CertificateFacts | undefined,
  machineNowMs: EpochMs,
): 'invalid' | 'revoked' | 'expired' | undefined {
  if (!facts || facts.isAppDeleted) return 'invalid'
  if (facts.isRevoked) return 'revoked'
  return facts.notAfter <= machineNowMs + facts.clockOffsetMs ? 'expired' : undefined
}

export interface CertificateStore {
  create(certificate: TestCertificate): Promise<void>
  /** Newest first. */
  listOfApp(appId: string): Promise<readonly TestCertificate[]>
  findFacts(realm: string, thumbprint: string): Promise<CertificateFacts | undefined>
  /** False when there is none or it was revoked already. */
  revoke(appId: string, id: string, at: EpochMs): Promise<boolean>
}

/** The organizationIdentifier of each app: it stays when certificates are renewed. */
export interface TppIdentifierStore {
  find(realm: string, appId: string): Promise<string | undefined>
  /** The app that carries it; undefined when none does. */
  findApp(realm: string, identifier: string): Promise<string | undefined>
  create(row: {
    readonly realm: string
    readonly appId: string
    readonly identifier: string
    readonly createdAt: EpochMs
  }): Promise<void>
}

/** What is written into a certificate. */
export interface CertificateRequest {
  /** `PSDSE-FINA-…`. @see ETSI TS 119 495 §5.2.1 */
  readonly organisationIdentifier: string
  readonly organisationName: string
  readonly roles: readonly TppRole[]
  /** PKCS #10 in PEM; without it the issuer makes a key. */
  readonly csr?: string
}

export interface IssuedCertificate {
  readonly certificate: string
  readonly chain: string
  readonly privateKey?: string
  readonly thumbprint: string
  readonly serial: string
  readonly notBefore: EpochMs
  readonly notAfter: EpochMs
}

/** The test authority. Rejects with a `DomainError` of code `csr-invalid` for a request that cannot be used. */
export interface CertificateIssuer {
  issue(request: CertificateRequest): Promise<IssuedCertificate>
}
