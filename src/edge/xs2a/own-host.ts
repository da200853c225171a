/** Whether an address is the TPP's own, by the host names in its certificate. It reads no certificate. */

/**
 * The host is a name of the certificate or lies below one; a wildcard stands for what lies below alone. Most test
 * certificates hold no name: then any host is as good as another.
 * @see BG 1.3, TPP-Notification-URI
 */
export function isOwnHost(uri: string, domains: readonly string[] = []): boolean {
  const host = new URL(uri).hostname
  if (domains.length === 0) return true
  return domains.some((name) => {
    const domain = name.toLowerCase()
    const isWildcard = domain.startsWith('*.')
    const plain = isWildcard ? domain.slice('*.'.length) : domain
    return host.endsWith(`.${plain}`) || (!isWildcard && host === plain)
  })
}
