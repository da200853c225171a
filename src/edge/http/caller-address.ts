/** Who calls: the address of the socket, or the one that a trusted proxy says it has. It counts nothing and limits nobody. */
import type { IncomingMessage } from 'node:http'
import { BlockList, isIPv4, isIPv6 } from 'node:net'
import { minuteMs } from '#src/kit/clock.ts'
import type { Clock } from '#src/kit/clock.ts'
import type { Log } from '#src/kit/log.ts'

type Arrived = Pick<IncomingMessage, 'headers'> & {
  readonly socket: { readonly remoteAddress?: string | undefined }
}

export interface CallerAddresses {
  /** One spelling per address; empty when the connection has none or is closed. */
  addressOf(request: Arrived): string
}

const warnedEveryMs = 60 * minuteMs

/** `trustedProxies` are CIDRs; without one no header is believed. */
export function createCallerAddresses(options: {
  readonly trustedProxies: readonly string[]
  readonly clock: Clock
  readonly log: Log
}): CallerAddresses {
  const trusted = toBlockList(options.trustedProxies)
  const isTrusted = (address: string) => isIn(trusted, address)
  const warn = createWarning(options)
  return {
    addressOf({ headers, socket }) {
      const peer = addressOfPeer({ socket })
      const forwarded = headers['x-forwarded-for']
      if (forwarded === undefined) return peer
      if (isTrusted(peer)) return walk(peer, [forwarded].flat().join(','), isTrusted)
      warn(peer)
      return peer
    },
  }
}

/** The address of the socket, whatever headers say. */
export function addressOfPeer({ socket }: Pick<Arrived, 'socket'>): string {
  return toAddress((socket.remoteAddress ?? '').replace(/%.*$/u, '')) ?? ''
}

/**
 * From the nearest hop outwards: each trusted one vouches for the one it names. What is no address ends the walk, so
 * that nothing a caller has written is read past it; the hop that passed it on then counts.
 */
function walk(peer: string, forwarded: string, isTrusted: (address: string) => boolean): string {
  let nearest = peer
  for (const entry of forwarded.split(',').toReversed()) {
    const address = parseEntry(entry.trim())
    if (address === undefined) return nearest
    nearest = address
    if (!isTrusted(address)) return nearest
  }
  return nearest
}

/** An address, or one with a port as some balancers write it. */
function parseEntry(entry: string): string | undefined {
  const [, inBrackets] = /^\[([^\]]+)\](?::\d{1,5})?$/u.exec(entry) ?? []
  if (inBrackets !== undefined) return isIPv6(inBrackets) ? toAddress(inBrackets) : undefined
  const [, beforePort] = /^([\d.]+):\d{1,5}$/u.exec(entry) ?? []
  return toAddress(beforePort ?? entry)
}

/** IPv4 as it is, IPv6 in its short form, IPv4 inside IPv6 as IPv4. @see RFC 5952, RFC 4291 §2.5.5.2 */
function toAddress(text: string): string | undefined {
  if (isIPv4(text)) return text
  if (!isIPv6(text) || text.includes('%')) return undefined
  const short = URL.parse(`http://[${text}]`)?.hostname.slice(1, -1)
  const [, high = '', low = ''] = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/u.exec(short ?? '') ?? []
  if (high === '') return short
  const bytes = [high, low].map((part) => part.padStart(4, '0')).join('')
  return (bytes.match(/../gu) ?? []).map((byte) => Number.parseInt(byte, 16)).join('.')
}

/** What a limit counts: an IPv4 address, or the /64 that one customer of a network is given. @see RFC 6177, RFC 4291 §2.5.4 */
export function toLimitedSource(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail = ''] = address.split('::')
  const [front, back] = [head, tail].map((part) => (part === '' ? [] : part.split(':')))
  const given = [...(front ?? []), ...(back ?? [])].length
  const gap = address.includes('::') ? Array<string>(8 - given).fill('0') : []
  return `${[...(front ?? []), ...gap, ...(back ?? [])].slice(0, 4).join(':')}::/64`
}

const mappedBits = 96

function toBlockList(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [text = '', prefix = ''] = network.split('/')
    const address = toAddress(text) ?? text
    const isMapped = isIPv6(text) && isIPv4(address) && Number(prefix) >= mappedBits
    if (isIPv4(address) && (isMapped || isIPv4(text)))
      list.addSubnet(address, Number(prefix) - (isMapped ? mappedBits : 0), 'ipv4')
    else list.addSubnet(text, Number(prefix), 'ipv6')
  }
  return list
}

function isIn(list: BlockList, address: string): boolean {
  return address !== '' && list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

/** Addresses that tell nothing of a person. */
const inner = toBlockList([
  '10.0.0.0/8',
  '127.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '::1/128',
  'fc00::/7',
])

function createWarning({ clock, log }: { readonly clock: Clock; readonly log: Log }) {
  let quietUntil = 0
  return (peer: string) => {
    const now = clock.now()
    if (now < quietUntil) return
    quietUntil = now + warnedEveryMs
    const from = isIn(inner, peer) ? { from: peer } : {}
    log.warn(
      from,
      'X-Forwarded-For came from an address that is not in TRUSTED_PROXIES and was not believed; if it is your proxy, all callers behind it share one limit',
    )
  }
}
