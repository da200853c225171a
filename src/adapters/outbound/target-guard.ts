/** Which places of the network a caller may make us call. It looks nothing up and opens nothing. */
import { BlockList, isIPv6 } from 'node:net'

/** Everything that is not the public internet. @see RFC 6890, RFC 6598, RFC 4193, RFC 6052, RFC 3056, RFC 4380 */
const closedRanges = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
]

/** Where a call would go: the host and port that were named, and the address that the host leads to. */
export interface OutboundTarget {
  readonly host: string
  readonly port: number
  readonly address: string
}

/** True for a target that may be called. */
export type IsOpenTarget = (target: OutboundTarget) => boolean

const publicPort = 443

/**
 * The public internet on the port of https. `allowed` opens more: a network (CIDR) on every port, or one `host:port`
 * wherever that leads.
 */
export function createTargetGuard(allowed: readonly string[]): IsOpenTarget {
  const closed = toBlockList(closedRanges)
  const opened = toBlockList(allowed.filter((entry) => entry.includes('/')))
  const named = new Set(allowed.map((entry) => entry.toLowerCase()))
  return ({ host, port, address }) => {
    if (named.has(`${host.toLowerCase()}:${port}`)) return true
    const plain = unmap(address)
    const family = isIPv6(plain) ? 'ipv6' : 'ipv4'
    if (opened.check(plain, family)) return true
    return port === publicPort && !closed.check(plain, family)
  }
}

function toBlockList(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [network = '', prefix = ''] = range.split('/')
    list.addSubnet(network, Number(prefix), isIPv6(network) ? 'ipv6' : 'ipv4')
  }
  return list
}

/** The IPv4 address inside `::ffff:a.b.c.d`, in either way of writing it. @see RFC 4291 §2.5.5.2 */
function unmap(address: string): string {
  const host = isIPv6(address) ? new URL(`http://[${address.split('%')[0]}]`).hostname : ''
  const [, high, low] = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/u.exec(host) ?? []
  if (high === undefined || low === undefined) return address.split('%')[0] ?? address
  const number = Number.parseInt(high, 16) * 0x1_0000 + Number.parseInt(low, 16)
  return [24, 16, 8, 0].map((shift) => (number >>> shift) & 0xff).join('.')
}
