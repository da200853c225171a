/** Jobs that run now and then, and what signals do. It knows no job. */
import type { Log } from '#src/kit/log.ts'
import { isToldByStore } from '#src/kit/store-unavailable-error.ts'

export interface Jobs {
  start(): void
  /** Waits for runs under way. */
  stop(): Promise<void>
  /** Runs the job every so often after the start; a run never overlaps the one before. */
  every(intervalMs: number, name: string, job: () => Promise<unknown>): void
  /** The same, for the first time soon after the start: a process may not live as long as the interval. */
  soonAndEvery(intervalMs: number, name: string, job: () => Promise<unknown>): void
}

const soonMs = 1_000

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
      if (isToldByStore(error)) return
      log.error({ err: error, job: name }, 'a periodic job failed; it runs again at its next turn')
    }
  }
  type Job = Parameters<Jobs['every']>
  const schedule = ([intervalMs, name, job]: Job, waitMs: number) => {
    if (!isRunning) return
    const timer = setTimeout(() => {
      timers.delete(timer)
      const turn = run(name, job).finally(() => {
        running.delete(turn)
        schedule([intervalMs, name, job], intervalMs)
      })
      running.add(turn)
    }, waitMs)
    timers.add(timer)
  }
  const add = (job: Job, waitMs: number) => {
    const begin = () => schedule(job, waitMs)
    jobs.push(begin)
    begin()
  }
  return {
    every: (...job) => add(job, job[0]),
    soonAndEvery: (...job) => add(job, soonMs),
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
