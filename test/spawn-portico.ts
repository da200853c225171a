/** Runs the real command line in processes of their own, for what only a process can show: signals, crashes, locks. */
import { spawn } from 'node:child_process'
import type { TestContext } from 'node:test'
import { join } from 'node:path'

export interface Finished {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly output: string
}

export interface SpawnedPortico {
  readonly url: string
  readonly pid: number
  /** Milliseconds from the start of the process until it answered that it is ready. */
  readonly readyAfterMs: number
  output(): string
  signal(name: NodeJS.Signals): void
  readonly finished: Promise<Finished>
}

export interface SpawnSurroundings {
  readonly environment: Readonly<Record<string, string>>
  /** Where it listens, when PUBLIC_URL says another address. */
  readonly listensAt?: string
}

const root = join(import.meta.dirname, '..')
const entry = join(root, 'src/cli/portico.ts')
const readyWithinMs = 60_000
const pauseMs = 20
const commandWithinMs = 60_000

/** Starts `portico serve` and waits until it is ready; the test's end kills what is left of it. */
export async function spawnPortico(
  t: Pick<TestContext, 'after'>,
  surroundings: SpawnSurroundings,
): Promise<SpawnedPortico> {
  const startedAt = performance.now()
  const child = launch(['serve'], surroundings)
  t.after(() => void child.process.kill('SIGKILL'))
  const url = await waitUntilReady(child, surroundings.listensAt)
  return {
    url,
    pid: child.process.pid ?? 0,
    readyAfterMs: performance.now() - startedAt,
    output: child.output,
    signal: (name) => void child.process.kill(name),
    finished: child.finished,
  }
}

/** Runs one command to its end. */
export async function runPortico(
  words: readonly string[],
  surroundings: SpawnSurroundings,
): Promise<Finished> {
  const child = launch(words, surroundings)
  const timer = setTimeout(() => child.process.kill('SIGKILL'), commandWithinMs)
  try {
    return await child.finished
  } finally {
    clearTimeout(timer)
  }
}

function launch(words: readonly string[], surroundings: SpawnSurroundings) {
  const child = spawn(process.execPath, [entry, ...words], {
    cwd: root,
    env: { PATH: process.env['PATH'], ...surroundings.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => (text += String(chunk)))
  child.stderr.on('data', (chunk: Buffer) => (text += String(chunk)))
  const finished = new Promise<Finished>((done) => {
    child.once('close', (code, signal) => done({ code, signal, output: text }))
  })
  return { process: child, output: () => text, finished }
}

async function waitUntilReady(
  child: ReturnType<typeof launch>,
  listensAt: string | undefined,
): Promise<string> {
  const until = performance.now() + readyWithinMs
  while (performance.now() < until) {
    if (child.process.exitCode !== null || child.process.signalCode !== null)
      throw new Error(`the server ended before it was ready:\n${child.output()}`)
    const url = listensAt ?? /http:\/\/127\.0\.0\.1:\d+/u.exec(child.output())?.[0]
    if (url && (await isReady(url))) return url
    await new Promise((done) => setTimeout(done, pauseMs))
  }
  child.process.kill('SIGKILL')
  throw new Error(`the server was not ready in time:\n${child.output()}`)
}

async function isReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/readyz`)
    await answer.arrayBuffer()
    return answer.ok
  } catch {
    return false // not listening yet
  }
}
