/** Tells a form of another site from our own. @see Fetch Metadata, RFC 6454 §7 */
import type { Connection, OwnAddresses } from './own-addresses.ts'

interface Headed {
  method?: string | undefined
  headers: Record<string, string | string[] | undefined>
  socket: Connection
}

/** True when a writing request was started by a page of another origin. The Host header has no say: a stranger chooses it. */
export function isFromElsewhere(request: Headed, own: Pick<OwnAddresses, 'isOwnOrigin'>): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false
  const { origin } = request.headers
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  if (origin === undefined) return false
  return typeof origin !== 'string' || !own.isOwnOrigin(origin, request.socket)
}
