/** The client certificate of a connection: its fingerprint, and what the TLS layer says of it. It looks nothing up. */
import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { TLSSocket } from 'node:tls'
import type { ShownCertificate } from '#src/domain/access/presented-access.ts'

export interface PeerCertificate extends ShownCertificate {
  /** Host names in its subject and alternative names. */
  readonly domains: readonly string[]
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
  const shown = socket.getPeerCertificate() as NodeCertificate // empty without a certificate
  const { raw } = shown
  if (!raw) return 'none'
  const thumbprint = createHash('sha256').update(raw).digest('hex')
  const domains = domainsOf(shown)
  if (socket.authorized) return { thumbprint, domains, trust: 'trusted' }
  // Node gives the reason as an OpenSSL code, though its type says Error.
  const reason = String(socket.authorizationError)
  return {
    thumbprint,
    domains,
    trust: reason.includes('CERT_HAS_EXPIRED') ? 'expired' : 'untrusted',
  }
}

interface NodeCertificate {
  readonly raw?: Buffer
  readonly subject?: { readonly CN?: string | readonly string[] }
  readonly subjectaltname?: string
}

const hostName = /^(\*\.)?([a-z0-9-]+\.)+[a-z]{2,}$/iu

function domainsOf({ subject, subjectaltname = '' }: NodeCertificate): readonly string[] {
  const alternative = subjectaltname
    .split(', ')
    .flatMap((name) => (name.startsWith('DNS:') ? [name.slice('DNS:'.length)] : []))
  return [...[subject?.CN ?? []].flat(), ...alternative].filter((name) => hostName.test(name))
}
