/** Whether a host is written in what names and addresses of the internet are written in. It looks nothing up. */
import { isIPv6 } from 'node:net'

/**
 * Letters, digits, hyphens and dots, or an IPv6 address in brackets. The standard of URLs lets more through, such as
 * `;` and `,`, which mean something where hosts are listed. @see RFC 1123 §2.1, RFC 3986 §3.2.2
 */
export function isPlainHost(host: string): boolean {
  if (host.startsWith('[') && host.endsWith(']')) return isIPv6(host.slice(1, -1))
  return /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*\.?$/iu.test(
    host,
  )
}
