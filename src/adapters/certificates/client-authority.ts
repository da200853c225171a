/**
 * The authority that signs the test certificates of TPPs, kept sealed in the store. No client is ever asked to trust it:
 * it vouches for no host, and what it signs is no server. The authority of older installations did both; its key is
 * destroyed, and its certificate stays so that what it issued goes on until its own end.
 */
import 'reflect-metadata' // x509 needs it loaded first
import * as x509 from '@peculiar/x509'
import type { Clock } from '#src/kit/clock.ts'
import { endOf, importKey, installationRealm, isLasting, makeAuthority } from './identity.ts'
import type { CertificateKeys, Identity } from './identity.ts'
import { permitNoHost } from './name-constraints.ts'

export interface ClientAuthorityKeys extends CertificateKeys {
  /** Changes a key that is there; answers what is kept, undefined when there is none. */
  changeKey(
    realm: string,
    name: string,
    change: (current: string) => string,
  ): Promise<string | undefined>
}

export interface ClientAuthority {
  readonly certPem: string
  /** Leaves the store only into the library that signs. */
  readonly signingKey: CryptoKey
  /** Certificates (PEM) that a client's may be issued by: this one, and earlier ones that have not ended. */
  readonly trustedPems: readonly string[]
}

type KeptAuthority = Identity & { readonly earlierPems: readonly string[] }

/** How long a client certificate lives. */
export const clientLifetimeDays = 365
/** Renewed while all that it signs still ends before it does. */
const renewBeforeDays = clientLifetimeDays + 30
const name = 'tls-client-authority'
/** Of installations that had one authority for clients and servers. */
const oldName = 'tls-ca'

export async function loadClientAuthority(options: {
  readonly keys: ClientAuthorityKeys
  readonly clock: Clock
}): Promise<ClientAuthority> {
  const { keys, clock } = options
  const { certPem, keyPem, earlierPems } = parse(
    await keys.loadOrRenewKey(installationRealm, name, async (current) => {
      const kept = current === undefined ? undefined : parse(current)
      if (current && kept && isLasting(kept.certPem, clock, renewBeforeDays)) return current
      const earlier = kept ? [kept.certPem, ...kept.earlierPems] : await retireOldAuthority(keys)
      return JSON.stringify({ ...(await make(clock)), earlierPems: earlier })
    }),
  )
  const living = earlierPems.filter((pem) => endOf(pem) > clock.now())
  return { certPem, signingKey: await importKey(keyPem), trustedPems: [certPem, ...living] }
}

const make = (clock: Clock) =>
  makeAuthority({
    commonName: 'Portico test TPP authority',
    clock,
    usage: x509.ExtendedKeyUsage.clientAuth,
    constraints: permitNoHost(),
  })

/** Destroys its key: it was handed out as one to trust, so nothing more may be signed with it. */
async function retireOldAuthority(keys: ClientAuthorityKeys): Promise<readonly string[]> {
  const kept = await keys.changeKey(installationRealm, oldName, (current) =>
    JSON.stringify({ ...(JSON.parse(current) as Identity), keyPem: '' }),
  )
  return kept === undefined ? [] : [(JSON.parse(kept) as Identity).certPem]
}

/** Written above as JSON of that very shape, and sealed since. */
const parse = (text: string) => JSON.parse(text) as KeptAuthority
