/** The denominator of the benchmark: bare node:http or node:https that answers the bytes it is handed, in a process of its own. */
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { tlsOptions } from '../src/app/listeners.ts'
import type { ListenerTls } from '../src/app/listeners.ts'

export interface BareAnswer {
  readonly bodyBase64: string
  readonly tls?: ListenerTls
}

process.once('message', ({ bodyBase64, tls }: BareAnswer) => {
  const bytes = Buffer.from(bodyBase64, 'base64')
  const handler = (_: IncomingMessage, answer: ServerResponse) => {
    answer.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length })
    answer.end(bytes)
  }
  const server = tls ? createTlsServer(tlsOptions(tls), handler) : createServer(handler)
  server.listen(0, '127.0.0.1', () => process.send?.(server.address()))
})
process.once('disconnect', () => process.exit())
