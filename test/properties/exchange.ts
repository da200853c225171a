/** Sends a call byte by byte as it was made, odd methods and paths too, and reads the answer. It judges nothing. */
import { Agent, request } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import type { Sent } from './draft.ts'

export interface Received {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
  readonly bytes: number
}

/** A call by these says how long its body is, even when it has none. */
const bodied = ['POST', 'PUT', 'PATCH']
const answerWithinMs = 30_000

/** Calls of one base address over connections that are kept. */
export function openExchange(base: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  const { hostname, port } = new URL(base)
  const exchange = (sent: Sent): Promise<Received> => {
    const { promise, resolve, reject } = Promise.withResolvers<Received>()
    const headers = sent.headers.flatMap(([name, value]) => [name, value])
    if (sent.body || bodied.includes(sent.method))
      headers.push('content-length', String(sent.body?.length ?? 0))
    const { method, path } = sent
    const outgoing = request(
      { agent, hostname, port, method, path, headers: ['host', `${hostname}:${port}`, ...headers] },
      (incoming) => {
        const parts: Buffer[] = []
        incoming.on('data', (part: Buffer) => parts.push(part))
        incoming.once('error', reject)
        incoming.once('end', () => {
          const all = Buffer.concat(parts)
          const status = incoming.statusCode ?? 0
          resolve({ status, headers: incoming.headers, text: String(all), bytes: all.length })
        })
      },
    )
    outgoing.setTimeout(answerWithinMs, () => outgoing.destroy(new Error('no answer in time')))
    outgoing.once('error', reject)
    outgoing.end(sent.body)
    return promise
  }
  return { exchange, close: () => agent.destroy() }
}
