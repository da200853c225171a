/** Calls on and on over kept-alive connections and counts every answer and every call without one. It expects nothing and retries nothing. */
import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:https'

export interface SteadyCall {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export interface Counted {
  calls: number
  writes: number
  /** By status, or by the error's code. */
  readonly outcomes: Map<string, number>
  /** Of calls that were not answered with 2xx. */
  readonly dropped: string[]
}

export interface SteadyCaller {
  readonly counted: Counted
  /** No call is begun any more; answers when all have ended. */
  stop(): Promise<void>
}

const droppedShownMax = 20

export function callSteadily(options: {
  readonly port: number
  readonly servername: string
  readonly ca: string
  readonly connections: number
  /** Taken in turn. */
  readonly calls: readonly SteadyCall[]
}): SteadyCaller {
  const { port, servername, ca, connections, calls } = options
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const counted: Counted = { calls: 0, writes: 0, outcomes: new Map(), dropped: [] }
  let isOver = false
  const callOnce = async (call: SteadyCall) => {
    const outcome = await ask({ ...call, port, servername, ca, agent })
    counted.calls += 1
    if (call.method === 'POST') counted.writes += 1
    counted.outcomes.set(outcome, (counted.outcomes.get(outcome) ?? 0) + 1)
    if (!outcome.startsWith('2') && counted.dropped.length < droppedShownMax)
      counted.dropped.push(`${call.method} ${call.path}: ${outcome}`)
  }
  const work = async (first: number) => {
    for (let turn = first; !isOver; turn += 1) {
      const call = calls[turn % calls.length]
      if (call) await callOnce(call)
    }
  }
  const workers = Array.from({ length: connections }, (_, index) => work(index))
  return {
    counted,
    stop: async () => {
      isOver = true
      await Promise.all(workers)
      agent.destroy()
    },
  }
}

function ask(
  call: SteadyCall & { port: number; servername: string; ca: string; agent: Agent },
): Promise<string> {
  const { method, path, port, servername, ca, agent, body } = call
  const headers = { ...call.headers, host: servername, 'x-request-id': randomUUID() }
  const { promise, resolve } = Promise.withResolvers<string>()
  const sent = request(
    { host: '127.0.0.1', port, servername, ca, agent, method, path, headers },
    (answer) => {
      answer.resume()
      answer.once('end', () => resolve(String(answer.statusCode)))
      answer.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    },
  )
  sent.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
  sent.end(body)
  return promise
}
