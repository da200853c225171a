/** A certificate with its private key: made, written as a text for the store, read back, judged by its time. It knows no purpose. */
import 'reflect-metadata' // x509 needs it loaded first
import * as x509 from '@peculiar/x509'
import { dayMs } from '#src/kit/clock.ts'
import type { Clock } from '#src/kit/clock.ts'

/** Where the material is kept; a sealed key store fits. */
export interface CertificateKeys {
  loadOrRenewKey(
    realm: string,
    name: string,
    renew: (current: string | undefined) => Promise<string>,
  ): Promise<string>
}

/** Both PEM. */
export interface Identity {
  readonly certPem: string
  readonly keyPem: string
}

export const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
/** The material belongs to the installation, not to a realm of the interface. */
export const installationRealm = 'installation'
const authorityLifetimeDays = 3_650
/** Certificates begin a little earlier than now, for callers whose clock is behind. */
const backdateMs = 3_600_000

export function isLasting(certPem: string, clock: Clock, days: number): boolean {
  return endOf(certPem) - clock.now() > days * dayMs
}

export function endOf(certPem: string): number {
  return new x509.X509Certificate(certPem).notAfter.getTime()
}

export function validity(clock: Clock, days: number) {
  const now = clock.now()
  return { notBefore: new Date(now - backdateMs), notAfter: new Date(now + days * dayMs) }
}

/** A new authority that signs leaves alone, for the one usage and within its name constraints. */
export async function makeAuthority(options: {
  readonly commonName: string
  readonly clock: Clock
  readonly usage: x509.ExtendedKeyUsage
  readonly constraints: x509.Extension
}): Promise<Identity> {
  const { commonName, clock, usage, constraints } = options
  const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=${commonName},O=Portico`,
    ...validity(clock, authorityLifetimeDays),
    signingAlgorithm: algorithm,
    keys: pair,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true,
      ),
      new x509.ExtendedKeyUsageExtension([usage]),
      constraints,
      await x509.SubjectKeyIdentifierExtension.create(pair.publicKey),
    ],
  })
  return toIdentity(certificate, pair.privateKey)
}

export async function importKey(pem: string): Promise<CryptoKey> {
  const [der] = x509.PemConverter.decode(pem)
  return await crypto.subtle.importKey('pkcs8', der ?? new ArrayBuffer(0), algorithm, false, [
    'sign',
  ])
}

export async function toIdentity(
  certificate: x509.X509Certificate,
  key: CryptoKey,
): Promise<Identity> {
  return { certPem: `${certificate.toString('pem')}\n`, keyPem: await exportKey(key) }
}

/** PKCS #8, PEM. */
export async function exportKey(key: CryptoKey): Promise<string> {
  const der = await crypto.subtle.exportKey('pkcs8', key)
  return `${x509.PemConverter.encode(der, 'PRIVATE KEY')}\n`
}
