/** The key by which somebody who is not signed in keeps a demo app for a day. It names nobody and opens nothing else. */

const daySeconds = 86_400
const keyBytes = 16

export interface VisitorKey {
  key: string
  /** The Set-Cookie value of a new one. */
  setCookie?: string
}

export function visitorKeyOf(request: Request, publicUrl: string): VisitorKey {
  const isSecure = publicUrl.startsWith('https:')
  const name = isSecure ? '__Host-portico_visitor' : 'portico_visitor'
  const pairs = (request.headers.get('cookie') ?? '').split(/;\s*/u)
  const known = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? ''
  if (/^[A-Za-z0-9_-]{22,64}$/u.test(known)) return { key: known }
  const key = crypto.getRandomValues(new Uint8Array(keyBytes)).toBase64({
    alphabet: 'base64url',
    omitPadding: true,
  })
  const attributes = `Path=/; HttpOnly; SameSite=Lax; Max-Age=${daySeconds}${isSecure ? '; Secure' : ''}`
  return { key, setCookie: `${name}=${key}; ${attributes}` }
}
