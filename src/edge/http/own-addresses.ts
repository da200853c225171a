/** Which hosts and origins are this installation's own, by what it was told and where it listens; never by what a caller says. */
import { TLSSocket } from 'node:tls'
import type { Socket } from 'node:net'
import { isIP } from 'node:net'
import { isLoopbackHost } from '#src/config/loopback.ts'

export interface AddressFacts {
  readonly publicUrl: string
  readonly publicTlsUrl: string
  /** PUBLIC_URL was given: then only the public names are ours. */
  readonly isNamed: boolean
  /** HOST: an address or name of this machine. */
  readonly listensOn: string
}

/** What is read of a connection; one in the same process has none of it. */
export type Connection = Pick<Socket, 'localAddress' | 'localPort'>

export interface OwnAddresses {
  /** Judges a `Host` header. Without PUBLIC_URL it may be a loopback name, an IP address or HOST: no name that a stranger's DNS could point here. */
  isOwnHost(host: string | undefined): boolean
  /** Judges an `Origin` header. */
  isOwnOrigin(origin: string, connection: Connection): boolean
}

const hostForm = /^(?:\[[\da-f:.]+\]|[\w.-]+)(?::\d{1,5})?$/iu

export function createOwnAddresses(facts: AddressFacts): OwnAddresses {
  const urls = [facts.publicUrl, facts.publicTlsUrl].map((text) => new URL(text))
  const named = new Set(urls.flatMap(hostsOf))
  const origins = new Set(urls.map(({ origin }) => origin))
  const ownName = parseHost(bracketed(facts.listensOn))?.hostname
  const isUnnamed = ({ hostname }: URL) =>
    isLoopbackHost(hostname) || isAddress(hostname) || hostname === ownName
  return {
    isOwnHost(host) {
      const url = host === undefined ? undefined : parseHost(host)
      if (!url) return false
      return named.has(url.host) || (!facts.isNamed && isUnnamed(url))
    },
    isOwnOrigin(origin, connection) {
      const url = URL.parse(origin)
      if (!url) return false
      if (origins.has(url.origin)) return true
      return !facts.isNamed && isWhereItListens(url, connection, ownName)
    },
  }
}

/** The host with its port, with its default port written out, and without one: some proxies leave it away. */
function hostsOf({ protocol, hostname, host }: URL): string[] {
  return [
    host,
    hostname,
    ...(host === hostname ? [`${host}:${protocol === 'https:' ? 443 : 80}`] : []),
  ]
}

/** A form of our own was got from the very socket that it comes back to. */
function isWhereItListens(url: URL, connection: Connection, ownName: string | undefined): boolean {
  const { localAddress, localPort } = connection
  if (localAddress === undefined || localPort === undefined) return false
  const isSecure = connection instanceof TLSSocket
  const defaultPort = isSecure ? 443 : 80
  if (url.protocol !== (isSecure ? 'https:' : 'http:')) return false
  if ((Number(url.port) || defaultPort) !== localPort) return false
  const here = parseHost(bracketed(localAddress.replace(/^::ffff:(?=\d+\.)/iu, '')))?.hostname
  return isLoopbackHost(url.hostname) || url.hostname === ownName || url.hostname === here
}

/** The host of a URL or header; undefined when it has not the form of one. */
function parseHost(host: string): URL | undefined {
  return hostForm.test(host) ? (URL.parse(`http://${host}`) ?? undefined) : undefined
}

const bracketed = (address: string) => (address.includes(':') ? `[${address}]` : address)

const isAddress = (hostname: string) => isIP(hostname.replaceAll(/[[\]]/gu, '')) !== 0
