/** Loaded into the measured product before it starts: tells, at a port of its own, how long its serving thread was held. It changes nothing. */
import { createServer } from 'node:http'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

export interface Held {
  /** The longest time in which the thread answered nobody. */
  readonly longestMs: number
  /** What the thread computed in all. */
  readonly computedMs: number
}

const port = process.env['PORTICO_BENCH_PROBE']

// The product may start a builder of its own, which takes over the environment.
const isProduct = isMainThread && process.argv[1]?.endsWith('portico.ts') === true

if (isProduct && port !== undefined) {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  let used = process.threadCpuUsage()
  const server = createServer((_request, response) => {
    const { user, system } = process.threadCpuUsage(used)
    const held: Held = { longestMs: delay.max / 1e6, computedMs: (user + system) / 1e3 }
    response.end(JSON.stringify(held))
    delay.reset()
    used = process.threadCpuUsage()
  })
  server.listen(Number(port), '127.0.0.1').unref()
}
