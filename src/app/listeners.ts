/** Listening sockets: plain and TLS servers from one handler, bounded against slow callers, and drained on stop. They know no route. */
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { Server as TcpServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import {
  setImmediate as setImmediatePromise,
  setTimeout as setTimeoutPromise,
} from 'node:timers/promises'
import type { TlsOptions } from 'node:tls'
import { RefusedError } from '#src/kit/refused-error.ts'

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void

/** What TLS needs, PEM texts. Client certificates are checked against authorities of their own, never against the server's. */
export interface ListenerTls {
  readonly certPem: string
  readonly keyPem: string
  readonly clientAuthorityPems: readonly string[]
}

export interface ListenerOptions {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  readonly tls?: ListenerTls
}

export interface Listener {
  /** The port really taken. */
  readonly port: number
  /** Accepts calls from now on. */
  open(handler: RequestHandler): Promise<void>
  /** Asks all callers to close, stops accepting, lets requests under way end, and cuts what is left after the grace time. */
  drain(times: DrainTimes): Promise<void>
}

export interface DrainTimes {
  /** How long calls are still accepted, each answer asking to close: proxies use up or let go of their idle connections. */
  readonly lingerMs?: number
  readonly graceMs: number
}

/**
 * Against callers that send slowly to hold connections (slowloris). Idle connections are kept longer than proxies keep
 * theirs (docs/operating/proxies.md), so that it is never us who closes one that a proxy is about to use.
 */
const limits = {
  headersTimeout: 15_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16 * 1024,
}
const handshakeTimeoutMs = 10_000
const idleCheckMs = 50
const quietTurns = 3
const turnsMax = 2_000

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

/**
 * A named port is taken when the listener opens: until then nobody is let in, so that a proxy goes elsewhere. With port
 * 0 it is taken at once, because only then it is known, and what comes early waits for the opening. Refuses with a
 * clear line when the port cannot be had.
 */
export async function prepareListener(options: ListenerOptions): Promise<Listener> {
  const { host, port, tls } = options
  const opened = Promise.withResolvers<RequestHandler>()
  let answer: RequestHandler = (request, response) =>
    void opened.promise.then((handler) => handler(request, response))
  const active = new Set<ServerResponse>()
  let isDraining = false
  const track: RequestHandler = (request, response) => {
    if (isDraining) askToClose(response)
    active.add(response)
    response.once('close', () => active.delete(response))
    answer(request, response)
  }
  const server: Server = tls
    ? createTlsServer({ ...limits, ...tlsOptions(tls) }, track)
    : createServer(limits, track)
  if (port === 0) await bind(server, host, port)
  return {
    port: port === 0 ? (server.address() as AddressInfo).port : port, // a listening TCP server has one
    async open(handler) {
      if (!server.listening) await bind(server, host, port)
      answer = handler
      opened.resolve(handler)
    },
    async drain({ lingerMs = 0, graceMs }) {
      isDraining = true
      for (const response of active) askToClose(response)
      if (lingerMs > 0 && server.listening) {
        await setTimeoutPromise(lingerMs)
        const { release, hold } = createHold(answer)
        answer = hold
        await acceptWaiting(server)
        setImmediate(release)
      }
      await closeServer(server, { lingerMs, graceMs })
    },
  }
}

/** A listener that is open from the start. */
export async function listen(
  options: ListenerOptions & { readonly handler: RequestHandler },
): Promise<Listener> {
  const listener = await prepareListener(options)
  await listener.open(options.handler)
  return listener
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

/** Answers in the moment in which no connection waits: one is taken in each turn of the loop. */
async function acceptWaiting(server: Server): Promise<void> {
  let quiet = 0
  const onConnection = () => (quiet = 0)
  server.on('connection', onConnection)
  for (let turn = 0; turn < turnsMax && quiet < quietTurns; turn += 1) {
    await setImmediatePromise()
    quiet += 1
  }
  server.off('connection', onConnection)
}

/**
 * What the system has accepted and we have not is reset when the socket closes. So calls only queue up until all that
 * waits is let in; then the turns are short, and next to nothing can come before the closing.
 */
function createHold(handler: RequestHandler) {
  const held: Parameters<RequestHandler>[] = []
  let isHeld = true
  return {
    hold: (...call: Parameters<RequestHandler>) =>
      isHeld ? void held.push(call) : handler(...call),
    release: () => {
      isHeld = false
      for (const call of held.splice(0)) handler(...call)
    },
  }
}

function askToClose(response: ServerResponse) {
  if (!response.headersSent) response.setHeader('connection', 'close')
}

function bind(server: Server, host: string, port: number): Promise<void> {
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

/**
 * Stops listening and ends when every connection has. Idle ones are closed, after they lingered: Node counts those among
 * them that have just been accepted and whose first request is still on its way.
 */
function closeServer(
  server: Server,
  { lingerMs, graceMs }: { lingerMs: number; graceMs: number },
): Promise<void> {
  return new Promise((resolve) => {
    const closeIdle = () => server.closeIdleConnections()
    let idle: NodeJS.Timeout | undefined
    const lingering = setTimeout(() => {
      closeIdle()
      // An answer that had begun before the drain may leave its connection open: close it as soon as it is idle.
      idle = setInterval(closeIdle, idleCheckMs)
    }, lingerMs)
    const grace = setTimeout(() => server.closeAllConnections(), lingerMs + graceMs)
    // Not the server's own: that closes idle connections at once.
    TcpServer.prototype.close.call(server, () => {
      for (const timer of [lingering, idle, grace]) clearTimeout(timer)
      resolve()
    })
  })
}
