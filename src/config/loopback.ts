/** Tells addresses of this machine from all others. */

/** True when the address or name, of a listener or with a port, is this machine's own. */
export function isLoopbackHost(host: string): boolean {
  const isBare = host.split(':').length > 2 && !host.startsWith('[')
  return isLoopbackUrl(`http://${isBare ? `[${host}]` : host}`)
}

/** True when the URL can be reached from this machine only. @see RFC 6890 §2.2.2, RFC 6761 §6.3 */
export function isLoopbackUrl(text: string): boolean {
  const host = URL.parse(text)?.hostname ?? ''
  if (host === '[::1]' || host === 'localhost' || host.endsWith('.localhost')) return true
  return /^127(?:\.\d{1,3}){3}$/u.test(host)
}
