/** Which redirect URIs an app may register. They are compared to the letter afterwards. @see RFC 8252 §7.3, RFC 9700 §4.1 */
import { isPlainHost } from '#src/kit/plain-host.ts'

export type RedirectUriFault =
  | 'not-absolute'
  | 'scheme'
  | 'fragment'
  | 'userinfo'
  | 'wildcard'
  | 'host'

const loopbackHosts = new Set(['127.0.0.1', '[::1]', 'localhost'])

/** What is wrong with the address; undefined when it may be registered. Both kinds may use https, or http on loopback. */
export function findRedirectUriFault(text: string): RedirectUriFault | undefined {
  const url = URL.parse(text)
  if (!url || !/^https?:\/\//iu.test(text) || hasControl(text)) return 'not-absolute'
  if (text.includes('*')) return 'wildcard'
  if (text.includes('#')) return 'fragment'
  if (url.username !== '' || url.password !== '') return 'userinfo'
  if (!isPlainHost(url.hostname)) return 'host'
  if (url.protocol === 'https:') return undefined
  return loopbackHosts.has(url.hostname) ? undefined : 'scheme'
}

/** Those that may be used: one kept from before a rule is not. */
export function listUsableRedirectUris(uris: readonly string[]): readonly string[] {
  return uris.filter((uri) => findRedirectUriFault(uri) === undefined)
}

function hasControl(text: string): boolean {
  return /[\s\p{Cc}]/u.test(text)
}
