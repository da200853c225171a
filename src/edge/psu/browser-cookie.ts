/** The cookie that keeps a redirect in the browser that opened its link. It holds a secret and nothing else. */

/** The prefix makes browsers take it over TLS alone; the stronger one would forbid its path. @see RFC 6265bis §4.1.3 */
const cookieNames = { secure: '__Secure-portico_redirect', plain: 'portico_redirect' } as const

/** Lax, because the customer comes from the app's own page. */
export function browserCookie(cookie: {
  readonly secret: string
  readonly path: string
  readonly isSecureOrigin: boolean
}): string {
  const { isSecureOrigin } = cookie
  const name = isSecureOrigin ? cookieNames.secure : cookieNames.plain
  const secure = isSecureOrigin ? '; Secure' : ''
  return `${name}=${cookie.secret}; Path=${cookie.path}; HttpOnly; SameSite=Lax${secure}`
}

export function readBrowserCookie(
  header: string | undefined,
  { isSecureOrigin }: { readonly isSecureOrigin: boolean },
): string | undefined {
  const wanted = isSecureOrigin ? cookieNames.secure : cookieNames.plain
  const found = (header ?? '').split(';').map((pair) => pair.trim().split('='))
  return found.find(([name]) => name === wanted)?.[1]
}
