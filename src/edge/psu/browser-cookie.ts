/** The cookie that keeps a redirect in the browser that opened its link. It holds a secret and nothing else. */

const cookieName = 'portico_redirect'

/** Lax, because the customer comes from the app's own page. */
export function browserCookie(cookie: {
  readonly secret: string
  readonly path: string
  readonly isSecureOrigin: boolean
}): string {
  const secure = cookie.isSecureOrigin ? '; Secure' : ''
  return `${cookieName}=${cookie.secret}; Path=${cookie.path}; HttpOnly; SameSite=Lax${secure}`
}

export function readBrowserCookie(header: string | undefined): string | undefined {
  const found = (header ?? '').split(';').map((pair) => pair.trim().split('='))
  return found.find(([name]) => name === cookieName)?.[1]
}
