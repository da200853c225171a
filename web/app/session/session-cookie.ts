/** The one cookie of the portal: it carries the API's bearer token and is never readable by script. */

export interface SessionCookie {
  read(request: Request): string | undefined
  /** The Set-Cookie value that keeps a token, until the session ends if that is known. */
  keep(token: string, expiresAt?: string): string
  drop(): string
}

/** @see RFC 6265bis §4.1.3.2: the prefix `__Host-` needs Secure, no Domain and Path=/ */
export function sessionCookieFor(publicUrl: string): SessionCookie {
  const isSecure = publicUrl.startsWith('https:')
  const name = isSecure ? '__Host-portico_session' : 'portico_session'
  const attributes = `Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`
  return {
    read(request) {
      const pairs = (request.headers.get('cookie') ?? '').split(/;\s*/u)
      const own = pairs.find((pair) => pair.startsWith(`${name}=`))
      return own?.slice(name.length + 1) || undefined
    },
    keep(token, expiresAt) {
      const until = expiresAt === undefined ? Number.NaN : Date.parse(expiresAt)
      const expires = Number.isNaN(until) ? '' : `; Expires=${new Date(until).toUTCString()}`
      return `${name}=${token}; ${attributes}${expires}`
    },
    drop: () => `${name}=; ${attributes}; Max-Age=0`,
  }
}
