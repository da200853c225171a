/** One HTTP call as it is on the wire: any Host, any header, any target. `fetch` would mend them. */
import { once } from 'node:events'
import { request } from 'node:http'
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'

export interface RawAnswer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly text: string
}

/** `path` is written into the request line as it is. */
export async function rawCall(
  url: string,
  options: {
    readonly path: string
    readonly method?: string
    readonly headers?: OutgoingHttpHeaders
    readonly body?: string
    /** Connects to this address instead of the URL's. */
    readonly to?: string
  },
): Promise<RawAnswer> {
  const { hostname, port } = new URL(url)
  const { path, headers = {}, method = 'GET', to = hostname } = options
  const call = request({ host: to, port, path, method, headers, agent: false })
  call.end(options.body)
  const [answer] = (await once(call, 'response')) as [IncomingMessage] // what the event brings
  const chunks: Buffer[] = []
  for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString('utf8')
  return { status: answer.statusCode ?? 0, headers: answer.headers, text }
}

/** A port that was free a moment ago, for a product that must know its address beforehand. */
export async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a listening TCP server has one
  server.close()
  await once(server, 'close')
  return String(port)
}
