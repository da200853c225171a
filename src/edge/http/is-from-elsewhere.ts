/** Tells a form of another site from our own. @see Fetch Metadata, RFC 6454 §7 */

interface Headed {
  method: string
  headers: Record<string, string | string[] | undefined>
}

/** True when a writing request was started by a page of another origin. */
export function isFromElsewhere(request: Headed, publicUrl: string): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false
  const { origin, host } = request.headers
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  if (origin === undefined) return false
  if (typeof origin !== 'string' || !URL.canParse(origin)) return true
  const from = new URL(origin)
  return from.host !== host && from.origin !== new URL(publicUrl).origin
}
