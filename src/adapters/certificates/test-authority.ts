/** Issues test certificates (QWAC with PSD2 roles) from the built-in authority. It keeps nothing; production trusts other issuers. */
import 'reflect-metadata' // x509 needs it loaded first
import { createHash, randomBytes } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import { dayMs } from '#src/kit/clock.ts'
import type { Clock } from '#src/kit/clock.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import type { CertificateIssuer, CertificateRequest } from '#src/domain/tpps/certificate.ts'
import { buildQcStatements, qcStatementsOid } from './qc-statements.ts'
import type { CompetentAuthority } from './qc-statements.ts'
import { loadCertificateAuthority } from './tls-material.ts'
import type { CertificateKeys } from './tls-material.ts'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const lifetimeDays = 365
const backdateMs = 3_600_000
const serialBytes = 16
const csrLengthMax = 16_384
const rsaBitsMin = 2_048
/** organizationIdentifier. @see ITU-T X.520 §6.4.4 */
const organisationIdentifierOid = '2.5.4.97'

export function createTestAuthority(options: {
  readonly keys: CertificateKeys
  readonly clock: Clock
  readonly country: string
  readonly authority: CompetentAuthority
}): CertificateIssuer {
  const { keys, clock, country, authority } = options
  return {
    async issue(request) {
      const ca = await loadCertificateAuthority({ keys, clock })
      const issuer = new x509.X509Certificate(ca.certPem)
      const pair =
        request.csr === undefined
          ? await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
          : undefined
      const publicKey = pair?.publicKey ?? (await readCsr(request.csr ?? ''))
      const notBefore = clock.now() - backdateMs
      const notAfter = clock.now() + lifetimeDays * dayMs
      const certificate = await x509.X509CertificateGenerator.create({
        serialNumber: randomSerial(),
        subject: subjectOf(request, country),
        issuer: issuer.subject,
        notBefore: new Date(notBefore),
        notAfter: new Date(notAfter),
        signingAlgorithm: algorithm,
        publicKey,
        signingKey: ca.signingKey,
        extensions: await extensionsOf(request, { authority, issuer, publicKey }),
      })
      const privateKey = pair && (await toPem(pair.privateKey))
      return {
        certificate: `${certificate.toString('pem')}\n`,
        chain: ca.certPem,
        ...(privateKey === undefined ? {} : { privateKey }),
        thumbprint: createHash('sha256').update(Buffer.from(certificate.rawData)).digest('hex'),
        serial: certificate.serialNumber,
        notBefore,
        notAfter,
      }
    },
  }
}

/** Positive and below 2^127, as RFC 5280 §4.1.2.2 wants. */
function randomSerial(): string {
  const bytes = randomBytes(serialBytes)
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40
  return bytes.toString('hex')
}

function subjectOf(
  { organisationIdentifier, organisationName }: CertificateRequest,
  country: string,
): x509.JsonName {
  return [
    { C: [country] },
    { O: [organisationName] },
    { [organisationIdentifierOid]: [organisationIdentifier] },
    { CN: [organisationName] },
  ]
}

async function extensionsOf(
  { roles }: CertificateRequest,
  parts: {
    readonly authority: CompetentAuthority
    readonly issuer: x509.X509Certificate
    readonly publicKey: x509.PublicKeyType
  },
) {
  const { authority, issuer, publicKey } = parts
  const { clientAuth, serverAuth } = x509.ExtendedKeyUsage
  return [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
    new x509.ExtendedKeyUsageExtension([clientAuth, serverAuth]),
    new x509.Extension(
      qcStatementsOid,
      false,
      Uint8Array.from(buildQcStatements(roles, authority)),
    ),
    await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    await x509.SubjectKeyIdentifierExtension.create(publicKey),
  ]
}

/** The key of a request that proves its possession. Throws `csr-invalid` with a reason. */
async function readCsr(pem: string): Promise<x509.PublicKey> {
  const refuse = (reason: string) => new DomainError('csr-invalid', { reason })
  if (pem.length > csrLengthMax) throw refuse('it is too long')
  let csr: x509.Pkcs10CertificateRequest
  try {
    csr = new x509.Pkcs10CertificateRequest(pem)
  } catch {
    throw refuse('it is no PKCS #10 request in PEM')
  }
  const isSigned = await csr.verify().catch(() => false)
  if (!isSigned) throw refuse('its signature does not fit its key')
  const { algorithm: kind } = csr.publicKey
  const bits = 'modulusLength' in kind ? Number(kind.modulusLength) : undefined
  if (bits !== undefined && bits < rsaBitsMin)
    throw refuse(`its key is shorter than ${rsaBitsMin} bits`)
  return csr.publicKey
}

async function toPem(key: CryptoKey): Promise<string> {
  const der = await crypto.subtle.exportKey('pkcs8', key)
  return `${x509.PemConverter.encode(der, 'PRIVATE KEY')}\n`
}
