/** A small load generator over kept-alive connections, on bare sockets so that it costs little beside what it measures. Bounded in calls; only ever calls this machine. */
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { SecureContext } from 'node:tls'

export interface Load {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** The certificate that the caller shows on an https address. */
  readonly secure?: SecureContext
  readonly connections: number
  readonly calls: number
}

export interface Measured {
  readonly callsPerSecond: number
  readonly medianMs: number
  readonly p99Ms: number
  readonly body: Buffer
}

/** Sends the calls and measures them; any answer but 200 ends the run. */
export async function runLoad(load: Load): Promise<Measured> {
  const times: number[] = []
  const rest = { calls: load.calls }
  const message = requestOf(load)
  const startedAt = performance.now()
  const workers = Array.from({ length: load.connections }, () =>
    work(load, { message, rest, times }),
  )
  const isOver = stayAwake()
  const [body = Buffer.alloc(0)] = await Promise.all(workers)
  isOver()
  const seconds = (performance.now() - startedAt) / 1_000
  times.sort((one, other) => one - other)
  return {
    callsPerSecond: times.length / seconds,
    medianMs: times[Math.floor(times.length / 2)] ?? 0,
    p99Ms: times[Math.floor(times.length * 0.99)] ?? 0,
    body,
  }
}

/** Keeps this process from sleeping between answers: waking it, dear on a virtual machine, would be charged to the slower server. */
function stayAwake(): () => void {
  let isAwake = true
  const spin = () => isAwake && setImmediate(spin)
  spin()
  return () => {
    isAwake = false
  }
}

/** One connection: a call, its answer, the next call, until none is left. Answers the last body. */
function work(
  load: Load,
  { message, rest, times }: { message: Buffer; rest: { calls: number }; times: number[] },
): Promise<Buffer> {
  return new Promise((done, fail) => {
    const socket = open(load)
    let sentAt = 0
    let received: Buffer = Buffer.alloc(0)
    const send = () => {
      rest.calls -= 1
      received = Buffer.alloc(0)
      sentAt = performance.now()
      socket.write(message)
    }
    socket.once('error', fail)
    socket.once('close', () => fail(new Error('the server closed the connection')))
    socket.once(load.secure ? 'secureConnect' : 'connect', send)
    socket.on('data', (chunk: Buffer) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
      const body = wholeBody(received, socket)
      if (!body) return
      times.push(performance.now() - sentAt)
      if (rest.calls > 0) return send()
      done(Buffer.from(body))
      socket.destroy()
    })
  })
}

function open({ url, secure }: Load): Socket {
  const { hostname, port } = new URL(url)
  const place = { host: hostname, port: Number(port), noDelay: true }
  // Both ends are the benchmark's own.
  return secure
    ? connectTls({ ...place, secureContext: secure, rejectUnauthorized: false })
    : connect(place)
}

function requestOf(load: Load): Buffer {
  const { host, pathname, search } = new URL(load.url)
  const headers = Object.entries({ host, accept: 'application/json', ...load.headers })
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.from(`GET ${pathname}${search} HTTP/1.1\r\n${lines.join('')}\r\n`)
}

/** The body once all of it is there. It wants a status of 200 and a content-length. */
function wholeBody(received: Buffer, socket: Socket): Buffer | undefined {
  const end = received.indexOf('\r\n\r\n')
  if (end === -1) return undefined
  const head = received.toString('latin1', 0, end)
  const length = /\r\ncontent-length: *(\d+)/iu.exec(head)?.[1]
  if (!head.startsWith('HTTP/1.1 200 ') || length === undefined) {
    socket.destroy(new Error(`cannot measure this answer:\n${received.toString('utf8')}`))
    return undefined
  }
  const start = end + '\r\n\r\n'.length
  return received.length < start + Number(length) ? undefined : received.subarray(start)
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
