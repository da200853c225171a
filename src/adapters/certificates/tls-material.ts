/**
 * The server certificate of the TLS listener and the authority behind it, kept sealed in the store. Callers are told to
 * trust that authority, so it signs nothing else and can vouch for no host but ours.
 */
import 'reflect-metadata' // x509 needs it loaded first
import { isIP } from 'node:net'
import * as x509 from '@peculiar/x509'
import type { Clock } from '#src/kit/clock.ts'
import {
  algorithm,
  importKey,
  installationRealm,
  isLasting,
  makeAuthority,
  toIdentity,
  validity,
} from './identity.ts'
import type { CertificateKeys, Identity } from './identity.ts'
import { permitHosts } from './name-constraints.ts'

/** What a TLS listener needs. `caPem` is what callers trust. */
export interface TlsMaterial {
  readonly caPem: string
  readonly certPem: string
  readonly keyPem: string
}

/** The hosts are those of its name constraints. */
type ServerAuthority = Identity & { readonly hosts: readonly string[] }

/** What browsers accept at most. @see CA/Browser Forum BR 6.3.2 */
const serverLifetimeDays = 398
const renewBeforeDays = 30
const alwaysCovered = ['localhost', '127.0.0.1', '::1']
/** Where one listens, but what nobody calls. */
const unspecified = new Set(['0.0.0.0', '::'])

/** Loads or makes the certificates for these hosts; renews what is about to end or does not cover them. */
export async function createTlsMaterial(options: {
  readonly keys: CertificateKeys
  readonly clock: Clock
  readonly hosts: readonly string[]
}): Promise<TlsMaterial> {
  const { keys, clock } = options
  const named = options.hosts.map(toHost).filter((host) => !unspecified.has(host))
  const hosts = [...new Set([...named, ...alwaysCovered])].toSorted()
  const authority = await loadServerAuthority({ keys, clock, hosts })
  const server = parse<Identity>(
    await keys.loadOrRenewKey(installationRealm, 'tls-server-certificate', async (current) =>
      current && (await fits(parse<Identity>(current), { authority, hosts, clock }))
        ? current
        : JSON.stringify(await issueServer(authority, hosts, clock)),
    ),
  )
  return { caPem: authority.certPem, ...server }
}

/** Another host needs another authority: what one may vouch for is written into its certificate. */
async function loadServerAuthority(options: {
  readonly keys: CertificateKeys
  readonly clock: Clock
  readonly hosts: readonly string[]
}): Promise<ServerAuthority> {
  const { keys, clock, hosts } = options
  const isFit = ({ hosts: permitted, certPem }: ServerAuthority) =>
    isCovering(permitted, hosts) && isLasting(certPem, clock, renewBeforeDays)
  return parse<ServerAuthority>(
    await keys.loadOrRenewKey(installationRealm, 'tls-server-authority', async (current) => {
      if (current && isFit(parse<ServerAuthority>(current))) return current
      const made = await makeAuthority({
        commonName: 'Portico server authority',
        clock,
        usage: x509.ExtendedKeyUsage.serverAuth,
        constraints: permitHosts(hosts),
      })
      return JSON.stringify({ ...made, hosts })
    }),
  )
}

/** Host of a URL or of a bare host name, without brackets and port. */
function toHost(text: string): string {
  const host = URL.parse(text)?.hostname || URL.parse(`https://${text}`)?.hostname || text
  return host.replace(/^\[|\]$/gu, '')
}

/** Written by this file as JSON of that very shape, and sealed since. */
const parse = <Kept>(text: string) => JSON.parse(text) as Kept

function isCovering(covered: readonly string[], hosts: readonly string[]): boolean {
  const known = new Set(covered.map(canonicalHost))
  return hosts.every((host) => known.has(canonicalHost(host)))
}

async function fits(
  identity: Identity,
  wanted: {
    readonly authority: Identity
    readonly hosts: readonly string[]
    readonly clock: Clock
  },
): Promise<boolean> {
  const certificate = new x509.X509Certificate(identity.certPem)
  const names = certificate.getExtension(x509.SubjectAlternativeNameExtension)?.names.items ?? []
  const covered = names.map(({ value }) => value)
  if (!isCovering(covered, wanted.hosts)) return false
  if (!isLasting(identity.certPem, wanted.clock, renewBeforeDays)) return false
  const { publicKey } = new x509.X509Certificate(wanted.authority.certPem)
  return await certificate.verify({ publicKey, signatureOnly: true })
}

/** One spelling per host: an IPv6 address may be written in several ways. */
function canonicalHost(host: string): string {
  if (isIP(host) !== 6) return host.toLowerCase()
  return URL.parse(`https://[${host}]`)?.hostname ?? host
}

async function issueServer(
  authority: Identity,
  hosts: readonly string[],
  clock: Clock,
): Promise<Identity> {
  const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const issuer = new x509.X509Certificate(authority.certPem)
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
    signingKey: await importKey(authority.keyPem),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(names),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(pair.publicKey),
    ],
  })
  return await toIdentity(certificate, pair.privateKey)
}
