/** The client certificate of a connection: its fingerprint, and what the TLS layer says of it. It looks nothing up. */
import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { TLSSocket } from 'node:tls'

export interface PeerCertificate {
  /** SHA-256 (hex) of its DER form. */
  readonly thumbprint: string
  /** Whether a trusted authority issued it, and it is in its time. */
  readonly trust: 'trusted' | 'expired' | 'untrusted'
}

/** `plain` on the port without TLS; `none` when the caller showed no certificate. */
export type Peer = PeerCertificate | 'plain' | 'none'

/** Read once per connection: a certificate cannot change within one. */
const seen = new WeakMap<TLSSocket, Peer>()

export function readPeer({ socket }: Pick<IncomingMessage, 'socket'>): Peer {
  if (!(socket instanceof TLSSocket)) return 'plain'
  const known = seen.get(socket)
  if (known !== undefined) return known
  const peer = judge(socket)
  seen.set(socket, peer)
  return peer
}

function judge(socket: TLSSocket): Peer {
  const { raw } = socket.getPeerCertificate() as { raw?: Buffer } // empty without a certificate
  if (!raw) return 'none'
  const thumbprint = createHash('sha256').update(raw).digest('hex')
  if (socket.authorized) return { thumbprint, trust: 'trusted' }
  // Node gives the reason as an OpenSSL code, though its type says Error.
  const reason = String(socket.authorizationError)
  return { thumbprint, trust: reason.includes('CERT_HAS_EXPIRED') ? 'expired' : 'untrusted' }
}
