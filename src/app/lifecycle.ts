/** Jobs that run now and then, and what signals do. It knows no job. */
import type { Log } from '#src/kit/log.ts'

export interface Jobs {
  start(): void
  /** Waits for runs under way. */
  stop(): Promise<void>
  /** Runs the job every so often after the start; a run never overlaps the one before. */
  every(intervalMs: number, name: string, job: () => Promise<unknown>): void
}

/** Periodic jobs. Errors are logged and the job runs again; stop waits for runs under way. */
export function createJobs(log: Log): Jobs {
  const jobs: (() => void)[] = []
  const timers = new Set<NodeJS.Timeout>()
  const running = new Set<Promise<void>>()
  let isRunning = false

  const run = async (name: string, job: () => Promise<unknown>) => {
    try {
      await job()
    } catch (error) {
      log.error({ err: error, job: name }, 'a periodic job failed; it runs again at its next turn')
    }
  }
  const schedule = (intervalMs: number, name: string, job: () => Promise<unknown>) => {
    if (!isRunning) return
    const timer = setTimeout(() => {
      timers.delete(timer)
      const turn = run(name, job).finally(() => {
        running.delete(turn)
        schedule(intervalMs, name, job)
      })
      running.add(turn)
    }, intervalMs)
    timers.add(timer)
  }
  return {
    every(intervalMs, name, job) {
      const begin = () => schedule(intervalMs, name, job)
      jobs.push(begin)
      begin()
    },
    start() {
      isRunning = true
      for (const begin of jobs) begin()
    },
    async stop() {
      isRunning = false
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
      await Promise.all(running)
    },
  }
}

/** The part of a process that signals need. */
export interface SignalSource {
  on(signal: 'SIGTERM' | 'SIGINT', listener: () => void): unknown
  exit(code: number): void
}

/** Exit code of a process ended by a second signal. */
const impatientCode = 130

/** The first SIGTERM or SIGINT stops in order and exits 0 (1 when stopping failed); the second ends at once. */
export function stopOnSignals(source: SignalSource, stop: () => Promise<void>): void {
  let isStopping = false
  const onSignal = () => {
    if (isStopping) {
      source.exit(impatientCode)
      return
    }
    isStopping = true
    stop().then(
      () => source.exit(0),
      () => source.exit(1),
    )
  }
  source.on('SIGTERM', onSignal)
  source.on('SIGINT', onSignal)
}
