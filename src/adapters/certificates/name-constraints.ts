/** For which hosts an authority may vouch, as a certificate extension. It signs nothing. @see RFC 5280 §4.2.1.10 */
import 'reflect-metadata' // x509 needs it loaded first
import { isIP } from 'node:net'
import * as x509 from '@peculiar/x509'
import { sequence, tagged } from './der.ts'

const nameConstraintsOid = '2.5.29.30'
const permittedTag = 0xa0
const excludedTag = 0xa1
const dnsNameTag = 0x82
const ipAddressTag = 0x87
const addressBytes = { 4: 4, 6: 16 } as const

/**
 * The hosts alone, by name and by address. Each kind needs a member, because a kind that is not named is not constrained.
 */
export function permitHosts(hosts: readonly string[]): x509.Extension {
  return constrain(permittedTag, hosts.map(toSubtree))
}

/** No host at all: what such an authority signs is no server, whatever it is called. */
export function permitNoHost(): x509.Extension {
  const everyAddress = Object.values(addressBytes).map((size) =>
    tagged(ipAddressTag, Buffer.alloc(size * 2)),
  )
  const everything = [tagged(dnsNameTag, Buffer.of()), ...everyAddress]
  return constrain(
    excludedTag,
    everything.map((name) => sequence(name)),
  )
}

function constrain(tag: number, subtrees: readonly Uint8Array[]): x509.Extension {
  const value = sequence(tagged(tag, Buffer.concat(subtrees)))
  return new x509.Extension(nameConstraintsOid, true, Uint8Array.from(value))
}

function toSubtree(host: string): Uint8Array {
  const version = isIP(host)
  if (version !== 4 && version !== 6)
    return sequence(tagged(dnsNameTag, Buffer.from(host, 'ascii')))
  const address = version === 4 ? Buffer.from(host.split('.').map(Number)) : bytesOfIpv6(host)
  const wholeMask = Buffer.alloc(addressBytes[version], 0xff)
  return sequence(tagged(ipAddressTag, Buffer.concat([address, wholeMask])))
}

/** The machine writes it in groups of sixteen bits, with `::` for the zeros left out. */
function bytesOfIpv6(host: string): Buffer {
  const written = new URL(`https://[${host}]`).hostname.slice(1, -1)
  const [before = [], after = []] = written
    .split('::')
    .map((half) => half.split(':').filter(Boolean))
  const zeros = Array<string>(8 - before.length - after.length).fill('0')
  const groups = [...before, ...zeros, ...after].map((group) => group.padStart(4, '0'))
  return Buffer.from(groups.join(''), 'hex')
}
