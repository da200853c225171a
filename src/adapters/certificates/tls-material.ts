/** The built-in certificate authority and the server certificate it issues, kept sealed in the store. For TLS on the listener only. */
import 'reflect-metadata' // x509 needs it loaded first
import { isIP } from 'node:net'
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

/** What a TLS listener needs. `caPem` is what callers trust. */
export interface TlsMaterial {
  readonly caPem: string
  readonly certPem: string
  readonly keyPem: string
}

/** A certificate with its private key, both PEM. */
interface Identity {
  readonly certPem: string
  readonly keyPem: string
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const caLifetimeDays = 3_650
/** What browsers accept at most. @see CA/Browser Forum BR 6.3.2 */
const serverLifetimeDays = 398
const renewBeforeDays = 30
/** Certificates begin a little earlier than now, for callers whose clock is behind. */
const backdateMs = 3_600_000
const alwaysCovered = ['localhost', '127.0.0.1', '::1']
const realm = 'installation'

/** Loads or makes the certificates for these hosts; renews what is about to end or does not cover them. */
export async function createTlsMaterial(options: {
  readonly keys: CertificateKeys
  readonly clock: Clock
  readonly hosts: readonly string[]
}): Promise<TlsMaterial> {
  const { keys, clock } = options
  const hosts = [...new Set([...options.hosts.map(toHost), ...alwaysCovered])].toSorted()
  const ca = await loadCa(keys, clock)
  const server = parseIdentity(
    await keys.loadOrRenewKey(realm, 'tls-server', async (current) =>
      current && (await fits(parseIdentity(current), { ca, hosts, clock }))
        ? current
        : await issueServer(ca, hosts, clock),
    ),
  )
  return { caPem: ca.certPem, ...server }
}

/** The built-in authority, for issuing. Its key leaves the store only into the library that signs. */
export async function loadCertificateAuthority(options: {
  readonly keys: CertificateKeys
  readonly clock: Clock
}): Promise<{ readonly certPem: string; readonly signingKey: CryptoKey }> {
  const { certPem, keyPem } = await loadCa(options.keys, options.clock)
  return { certPem, signingKey: await importKey(keyPem) }
}

async function loadCa(keys: CertificateKeys, clock: Clock): Promise<Identity> {
  return parseIdentity(
    await keys.loadOrRenewKey(realm, 'tls-ca', async (current) =>
      current && isLasting(parseIdentity(current), clock) ? current : await issueCa(clock),
    ),
  )
}

/** Host of a URL or of a bare host name, without brackets and port. */
function toHost(text: string): string {
  const host = URL.parse(text)?.hostname || URL.parse(`https://${text}`)?.hostname || text
  return host.replace(/^\[|\]$/gu, '')
}

function parseIdentity(text: string): Identity {
  return JSON.parse(text) as Identity // written by `pack` below and sealed since
}

function isLasting(identity: Identity, clock: Clock): boolean {
  const { notAfter } = new x509.X509Certificate(identity.certPem)
  return notAfter.getTime() - clock.now() > renewBeforeDays * dayMs
}

async function fits(
  identity: Identity,
  wanted: { readonly ca: Identity; readonly hosts: readonly string[]; readonly clock: Clock },
): Promise<boolean> {
  const certificate = new x509.X509Certificate(identity.certPem)
  const names = certificate.getExtension(x509.SubjectAlternativeNameExtension)?.names.items ?? []
  const covered = new Set(names.map((name) => canonicalHost(name.value)))
  const isCovering = wanted.hosts.every((host) => covered.has(canonicalHost(host)))
  if (!isCovering || !isLasting(identity, wanted.clock)) return false
  const ca = new x509.X509Certificate(wanted.ca.certPem)
  return await certificate.verify({ publicKey: ca.publicKey, signatureOnly: true })
}

/** One spelling per host: an IPv6 address may be written in several ways. */
function canonicalHost(host: string): string {
  if (isIP(host) !== 6) return host.toLowerCase()
  return URL.parse(`https://[${host}]`)?.hostname ?? host
}

async function issueCa(clock: Clock): Promise<string> {
  const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Portico built-in CA,O=Portico',
    ...validity(clock, caLifetimeDays),
    signingAlgorithm: algorithm,
    keys: pair,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true,
      ),
      await x509.SubjectKeyIdentifierExtension.create(pair.publicKey),
    ],
  })
  return pack(certificate, pair.privateKey)
}

async function issueServer(ca: Identity, hosts: readonly string[], clock: Clock): Promise<string> {
  const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const issuer = new x509.X509Certificate(ca.certPem)
  const names = hosts.map((host) => ({
    type: isIP(host) ? ('ip' as const) : ('dns' as const),
    value: host,
  }))
  const certificate = await x509.X509CertificateGenerator.create({
    subject: 'CN=Portico',
    issuer: issuer.subject,
    ...validity(clock, serverLifetimeDays),
    signingAlgorithm: algorithm,
    publicKey: pair.publicKey,
    signingKey: await importKey(ca.keyPem),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(names),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(pair.publicKey),
    ],
  })
  return pack(certificate, pair.privateKey)
}

function validity(clock: Clock, days: number) {
  const now = clock.now()
  return { notBefore: new Date(now - backdateMs), notAfter: new Date(now + days * dayMs) }
}

async function importKey(pem: string): Promise<CryptoKey> {
  const [der] = x509.PemConverter.decode(pem)
  return await crypto.subtle.importKey('pkcs8', der ?? new ArrayBuffer(0), algorithm, false, [
    'sign',
  ])
}

async function pack(certificate: x509.X509Certificate, key: CryptoKey): Promise<string> {
  const der = await crypto.subtle.exportKey('pkcs8', key)
  const keyPem = `${x509.PemConverter.encode(der, 'PRIVATE KEY')}\n`
  const identity: Identity = { certPem: `${certificate.toString('pem')}\n`, keyPem }
  return JSON.stringify(identity)
}
