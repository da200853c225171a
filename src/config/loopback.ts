/** Tells addresses of this machine from all others. */

/** True when the URL can be reached from this machine only. @see RFC 6890 §2.2.2, RFC 6761 §6.3 */
export function isLoopbackUrl(text: string): boolean {
  const host = URL.parse(text)?.hostname ?? ''
  if (host === '[::1]' || host === 'localhost' || host.endsWith('.localhost')) return true
  return /^127(?:\.\d{1,3}){3}$/u.test(host)
}
