/**
 * Issues test certificates in the shape of a QWAC with PSD2 roles, for clients alone: unlike a bought one it names no
 * host and serves nobody. It keeps nothing; production trusts other issuers. @see ETSI TS 119 495, ETSI EN 319 412-3
 */
import 'reflect-metadata' // x509 needs it loaded first
import { createHash, randomBytes } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import type { Clock } from '#src/kit/clock.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import type { CertificateIssuer, CertificateRequest } from '#src/domain/tpps/certificate.ts'
import { buildQcStatements, qcStatementsOid } from './qc-statements.ts'
import type { CompetentAuthority } from './qc-statements.ts'
import { clientLifetimeDays, loadClientAuthority } from './client-authority.ts'
import type { ClientAuthorityKeys } from './client-authority.ts'
import { algorithm, exportKey, validity } from './identity.ts'

const serialBytes = 16
const csrLengthMax = 16_384
const rsaBitsMin = 2_048
/** organizationIdentifier. @see ITU-T X.520 §6.4.4 */
const organisationIdentifierOid = '2.5.4.97'
/** QCP-w-psd2. @see ETSI TS 119 495 §6.1 */
const psd2WebsitePolicy = '0.4.0.19495.3.1'

export function createTestAuthority(options: {
  readonly keys: ClientAuthorityKeys
  readonly clock: Clock
  readonly country: string
  readonly authority: CompetentAuthority
}): CertificateIssuer {
  const { keys, clock, country, authority } = options
  return {
    async issue(request) {
      const ca = await loadClientAuthority({ keys, clock })
      const issuer = new x509.X509Certificate(ca.certPem)
      const pair =
        request.csr === undefined
          ? await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
          : undefined
      const publicKey = pair?.publicKey ?? (await readCsr(request.csr ?? ''))
      const { notBefore, notAfter } = validity(clock, clientLifetimeDays)
      const certificate = await x509.X509CertificateGenerator.create({
        serialNumber: randomSerial(),
        subject: subjectOf(request, country),
        issuer: issuer.subject,
        notBefore,
        notAfter,
        signingAlgorithm: algorithm,
        publicKey,
        signingKey: ca.signingKey,
        extensions: await extensionsOf(request, { authority, issuer, publicKey }),
      })
      const privateKey = pair && (await exportKey(pair.privateKey))
      return {
        certificate: `${certificate.toString('pem')}\n`,
        chain: ca.certPem,
        ...(privateKey === undefined ? {} : { privateKey }),
        thumbprint: createHash('sha256').update(Buffer.from(certificate.rawData)).digest('hex'),
        serial: certificate.serialNumber,
        notBefore: notBefore.getTime(),
        notAfter: notAfter.getTime(),
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

/**
 * What the developer wrote goes in as plain text, never as a name to be parsed. The common name is no host's: a host
 * holds neither space nor bracket. @see ETSI EN 319 412-3 §4.2.1
 */
function subjectOf(
  { organisationIdentifier, organisationName }: CertificateRequest,
  country: string,
): x509.Name {
  return new x509.Name([
    { C: [{ printableString: country }] },
    { O: [{ utf8String: organisationName }] },
    { [organisationIdentifierOid]: [{ utf8String: organisationIdentifier }] },
    { CN: [{ utf8String: `${organisationName} (test)` }] },
  ])
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
  return [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth]),
    new x509.CertificatePolicyExtension([psd2WebsitePolicy]),
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
