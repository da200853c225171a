/** Tells a caller at this very machine from all others. It trusts no header to say so. */
import type { Socket } from 'node:net'
import { isLoopbackHost } from '#src/config/loopback.ts'

interface Called {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly socket: Pick<Socket, 'remoteAddress'>
}

/** Who sets one of these came through a proxy, and may sit anywhere. */
const forwarding = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
]

/** A loopback peer, forwarded by nobody, under a loopback name: no other machine, and no page of one by its DNS. */
export function isAtHome({ headers, socket }: Called): boolean {
  const { host } = headers
  if (typeof host !== 'string' || !isLoopbackHost(host)) return false
  if (forwarding.some((name) => headers[name] !== undefined)) return false
  return isLoopbackAddress(socket.remoteAddress ?? '')
}

/** @see RFC 1122 §3.2.1.3, RFC 4291 §2.5.3 and §2.5.5.2 */
function isLoopbackAddress(address: string): boolean {
  return address === '::1' || /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/iu.test(address)
}
