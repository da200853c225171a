/**
 * Runs work that would hold the serving thread on threads of its own: bounded in threads, in what waits and in time.
 * A thread that is silent for too long, or runs out of memory, is ended and its work given up. It knows no work.
 */
import { Worker } from 'node:worker_threads'
import type { Transferable } from 'node:worker_threads'
import { DomainError } from '#src/kit/domain-error.ts'

export interface ThreadPoolOptions {
  /** The script of the threads; it answers with `serveTasks`. */
  readonly script: URL
  /** What each thread is given once, when it starts. */
  readonly data?: unknown
  readonly threadsMax: number
  /** Tasks that one thread has at a time; more than one only where tasks wait for answers of ours. */
  readonly tasksPerThread: number
  readonly queueMax: number
  /** How long a thread may compute without a word. */
  readonly silentMs: number
  readonly heapMegabytes: number
  /** An idle thread ends after this. */
  readonly idleMs: number
}

/** What a thread asks of us while it works on a task. */
export type AskHandler = (question: unknown) => Promise<Sent>

/** A message and what of it changes hands instead of being copied. */
export interface Sent {
  readonly value: unknown
  readonly transfer?: readonly Transferable[]
}

export interface TaskOptions {
  /** Whose interest ends the waiting: what has not begun is dropped. */
  readonly signal?: AbortSignal
  readonly answer?: AskHandler
}

export interface ThreadPool<Task, Result> {
  /** Throws `overloaded` when too much waits, ThreadGaveUpError when the thread did not come to an end. */
  run(task: Sent & { readonly value: Task }, options?: TaskOptions): Promise<Result>
  close(): Promise<void>
}

/** The thread was ended before it had an answer: too slow, or out of memory. */
export class ThreadGaveUpError extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options)
    this.name = 'ThreadGaveUpError'
  }
}

interface Entry {
  readonly id: number
  readonly task: Sent
  readonly options: TaskOptions
  readonly resolve: (result: unknown) => void
  readonly reject: (error: unknown) => void
}

interface Thread {
  readonly worker: Worker
  readonly running: Map<number, Entry>
  /** Questions to us that are not answered yet. */
  asking: number
  watchdog: NodeJS.Timeout | undefined
}

/** What threads say; `serveTasks` is the other end. */
export type FromThread =
  | { readonly kind: 'done'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly error: unknown }
  | { readonly kind: 'ask'; readonly id: number; readonly ask: number; readonly question: unknown }

export type ToThread =
  | { readonly kind: 'task'; readonly id: number; readonly task: unknown }
  | { readonly kind: 'answer'; readonly ask: number; readonly value: unknown }
  | { readonly kind: 'refusal'; readonly ask: number; readonly error: unknown }

const retryAfterSeconds = 1

export function createThreadPool<Task, Result>(
  options: ThreadPoolOptions,
): ThreadPool<Task, Result> {
  const pool = new Pool(options)
  return {
    // The script's own promise: what it answers to a task is a result.
    run: (task, taskOptions = {}) => pool.run(task, taskOptions) as Promise<Result>,
    close: () => pool.close(),
  }
}

class Pool {
  readonly #options: ThreadPoolOptions
  readonly #threads = new Set<Thread>()
  readonly #waiting: Entry[] = []
  #lastId = 0
  #isClosed = false

  constructor(options: ThreadPoolOptions) {
    this.#options = options
  }

  run(task: Sent, options: TaskOptions): Promise<unknown> {
    const { signal } = options
    if (this.#isClosed) return Promise.reject(new ThreadGaveUpError('the threads are closed'))
    if (signal?.aborted) return Promise.reject(asError(signal.reason))
    if (this.#waiting.length >= this.#options.queueMax)
      return Promise.reject(new DomainError('overloaded', { retryAfterSeconds }))
    return new Promise((resolve, reject) => {
      const id = (this.#lastId += 1)
      const entry = { id, task, options, resolve, reject }
      this.#waiting.push(entry)
      signal?.addEventListener('abort', () => this.#drop(entry), { once: true })
      this.#begin()
    })
  }

  async close(): Promise<void> {
    this.#isClosed = true
    const threads = [...this.#threads]
    for (const { reject } of this.#waiting.splice(0)) reject(new ThreadGaveUpError('closed'))
    for (const thread of threads) this.#end(thread, new ThreadGaveUpError('closed'))
    await Promise.all(threads.map(({ worker }) => worker.terminate()))
  }

  /** What waits is dropped; what is worked on gets no more answers. */
  #drop(entry: Entry) {
    const place = this.#waiting.indexOf(entry)
    if (place !== -1) this.#waiting.splice(place, 1)
    entry.reject(asError(entry.options.signal?.reason))
  }

  /** Hands what waits to threads that have room, the least busy first; a new one is started when all are busy. */
  #begin() {
    const { tasksPerThread, threadsMax } = this.#options
    while (this.#waiting.length > 0 && !this.#isClosed) {
      const [least] = [...this.#threads].toSorted((a, b) => a.running.size - b.running.size)
      const isBusy = !least || least.running.size > 0
      const thread = isBusy && this.#threads.size < threadsMax ? this.#start() : least
      if (!thread || thread.running.size >= tasksPerThread) return
      const entry = this.#waiting.shift()
      if (entry) this.#hand(thread, entry)
    }
  }

  #start(): Thread {
    const { script, data, heapMegabytes } = this.#options
    const worker = new Worker(script, {
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    })
    const thread: Thread = { worker, running: new Map(), asking: 0, watchdog: undefined }
    this.#threads.add(thread)
    worker.on('message', (message: FromThread) => this.#hear(thread, message))
    worker.on('error', (cause) => this.#end(thread, new ThreadGaveUpError('it broke', { cause })))
    worker.on('exit', () => this.#end(thread, new ThreadGaveUpError('it ended')))
    return thread
  }

  #hand(thread: Thread, entry: Entry) {
    thread.running.set(entry.id, entry)
    thread.worker.ref()
    this.#tell(thread, { kind: 'task', id: entry.id, task: entry.task.value }, entry.task.transfer)
  }

  #tell(thread: Thread, message: ToThread, transfer: readonly Transferable[] = []) {
    thread.worker.postMessage(message, transfer)
    this.#watch(thread)
  }

  #hear(thread: Thread, message: FromThread) {
    const entry = thread.running.get(message.id)
    if (message.kind === 'ask') void this.#answer(thread, { entry, message })
    else {
      thread.running.delete(message.id)
      if (message.kind === 'done') entry?.resolve(message.result)
      else entry?.reject(message.error)
    }
    this.#watch(thread)
    this.#begin()
  }

  async #answer(
    thread: Thread,
    { entry, message }: { entry: Entry | undefined; message: FromThread & { kind: 'ask' } },
  ) {
    const { ask, question } = message
    thread.asking += 1
    try {
      entry?.options.signal?.throwIfAborted()
      const answered = await entry?.options.answer?.(question)
      thread.asking -= 1
      if (!this.#threads.has(thread)) return
      this.#tell(thread, { kind: 'answer', ask, value: answered?.value }, answered?.transfer)
    } catch (error) {
      thread.asking -= 1
      if (this.#threads.has(thread)) this.#tell(thread, { kind: 'refusal', ask, error })
    }
  }

  /** Begins the time anew: for silence while the thread computes, or for idleness. */
  #watch(thread: Thread) {
    clearTimeout(thread.watchdog)
    const { silentMs, idleMs } = this.#options
    const isIdle = thread.running.size === 0
    if (isIdle) thread.worker.unref()
    if (!isIdle && thread.running.size <= thread.asking) return
    const reason = new ThreadGaveUpError(isIdle ? 'idle' : `silent for ${silentMs} ms`)
    thread.watchdog = setTimeout(() => this.#end(thread, reason), isIdle ? idleMs : silentMs)
    thread.watchdog.unref()
  }

  #end(thread: Thread, reason: ThreadGaveUpError) {
    clearTimeout(thread.watchdog)
    if (!this.#threads.delete(thread)) return
    void thread.worker.terminate()
    for (const { reject } of thread.running.values()) reject(reason)
    thread.running.clear()
    this.#begin()
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('nobody waits for it any more')
}
