/** Listening sockets: plain and TLS servers from one handler, bounded against slow callers, and drained on stop. They know no route. */
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { TlsOptions } from 'node:tls'
import { RefusedError } from '#src/kit/refused-error.ts'

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void

/** What TLS needs, PEM texts. Client certificates are checked against authorities of their own, never against the server's. */
export interface ListenerTls {
  readonly certPem: string
  readonly keyPem: string
  readonly clientAuthorityPems: readonly string[]
}

export interface ListenOptions {
  readonly handler: RequestHandler
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  readonly tls?: ListenerTls
}

export interface Listener {
  /** The port really taken. */
  readonly port: number
  /** Stops accepting, lets requests under way end, and cuts what is left after the grace time. */
  drain(graceMs: number): Promise<void>
}

/** Against callers that send slowly to hold connections (slowloris). */
const limits = {
  headersTimeout: 15_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16 * 1024,
}
const handshakeTimeoutMs = 10_000
const idleCheckMs = 50

/** TLS 1.2 with forward secrecy and AEAD only; TLS 1.3 has nothing else. @see RFC 9325 §4.2 */
const ciphers = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_AES_128_GCM_SHA256',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
].join(':')

/** Opens the socket and answers when it accepts; refuses with a clear line when the port cannot be had. */
export async function listen(options: ListenOptions): Promise<Listener> {
  const { handler, host, port, tls } = options
  const active = new Set<ServerResponse>()
  let isDraining = false
  const track: RequestHandler = (request, response) => {
    if (isDraining) askToClose(response)
    active.add(response)
    response.once('close', () => active.delete(response))
    handler(request, response)
  }
  const server: Server = tls
    ? createTlsServer({ ...limits, ...tlsOptions(tls) }, track)
    : createServer(limits, track)
  await open(server, host, port)
  return {
    port: (server.address() as AddressInfo).port, // a listening TCP server has one
    async drain(graceMs) {
      isDraining = true
      for (const response of active) askToClose(response)
      await closeServer(server, graceMs)
    },
  }
}

/** Options of the TLS listener: client certificates are asked for and never refused here; the doors judge them. */
export function tlsOptions(tls: ListenerTls): TlsOptions {
  return {
    key: tls.keyPem,
    cert: tls.certPem,
    ca: [...tls.clientAuthorityPems],
    minVersion: 'TLSv1.2',
    maxVersion: 'TLSv1.3',
    ciphers,
    honorCipherOrder: true,
    requestCert: true,
    rejectUnauthorized: false,
    handshakeTimeout: handshakeTimeoutMs,
  }
}

function askToClose(response: ServerResponse) {
  if (!response.headersSent) response.setHeader('connection', 'close')
}

function open(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(refusal(error, host, port)))
    server.listen(port, host, () => {
      server.removeAllListeners('error')
      resolve()
    })
  })
}

function refusal(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const place = `port ${port} on ${host}`
  if (error.code === 'EADDRINUSE') {
    return new RefusedError(
      `Something else already listens on ${place}. Stop it, or set PORT or TLS_PORT to another number (0 takes any free one).`,
    )
  }
  if (error.code === 'EACCES') {
    return new RefusedError(
      `This account may not listen on ${place}. Set PORT and TLS_PORT to numbers above 1023.`,
    )
  }
  return new RefusedError(`Portico cannot listen on ${place} (${error.code}). Check HOST.`, {
    cause: error,
  })
}

function closeServer(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    // An answer that had begun before the drain may leave its connection open: close it as soon as it is idle.
    const idle = setInterval(() => server.closeIdleConnections(), idleCheckMs)
    const grace = setTimeout(() => server.closeAllConnections(), graceMs)
    server.close(() => {
      clearInterval(idle)
      clearTimeout(grace)
      resolve()
    })
    server.closeIdleConnections()
  })
}
