/** A PostgreSQL of a test's own that may be killed, restarted, frozen and failed over. It never touches a server that it did not start. */
import { spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chownSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createDatabase, freePort, layCluster, spawnServer, waitUntilReady } from './postgres.ts'
import type { ServerRun } from './postgres.ts'

/** Where what must be undone is left: a test, or a file. */
interface Undoing {
  after(undo: () => Promise<void>): void
}

export interface ControlledPostgres {
  readonly port: number
  readonly adminUrl: string
  /** Makes a new empty database and answers its address. */
  url(name: string): Promise<string>
  start(): Promise<void>
  /** `immediate` as after a crash, `fast` as an operator does it. */
  stop(mode: 'immediate' | 'fast'): Promise<void>
  /** Makes a folder that the server may write to. */
  ownFolder(path: string): void
  freeze(): void
  thaw(): void
}

/** A running server; it goes with the test. */
export async function startControlledPostgres(
  t: Undoing,
  settings: readonly string[] = [],
): Promise<ControlledPostgres> {
  const server = await control(t, layCluster(), settings)
  await server.start()
  return server
}

/** A primary whose every commit waits for its standby. The standby is a copy of the stopped primary. */
export async function startPair(
  t: Undoing,
): Promise<{ primary: ControlledPostgres; standby: ControlledPostgres }> {
  const run = layCluster()
  const name = 'synchronous_standby_names=*'
  const primary = await control(t, run, ['wal_level=replica', name])
  const other = layCluster()
  rmSync(other.data, { recursive: true })
  cpSync(run.data, other.data, { recursive: true, preserveTimestamps: true })
  const source = `host=127.0.0.1 port=${primary.port} user=postgres application_name=standby`
  writeFileSync(join(other.data, 'standby.signal'), '')
  own(other)
  const standby = await control(t, other, ['hot_standby=on', `primary_conninfo=${source}`])
  await primary.start()
  await standby.start()
  return { primary, standby }
}

function own({ data, options: { uid, gid } }: ServerRun) {
  if (uid !== undefined && gid !== undefined) chownTree(data, uid, gid)
  spawnSync('chmod', ['-R', 'u=rwX,go=', data])
}

function chownTree(data: string, uid: number, gid: number) {
  chownSync(data, uid, gid)
  spawnSync('chown', ['-R', `${uid}:${gid}`, data])
}

async function control(
  t: Undoing,
  run: ServerRun,
  settings: readonly string[],
): Promise<ControlledPostgres> {
  const port = await freePort()
  const adminUrl = `postgres://postgres@127.0.0.1:${port}/postgres`
  let child: ChildProcess | undefined
  let frozen: number[] = []
  const thaw = () => {
    for (const pid of frozen.splice(0)) signal(pid, 'SIGCONT')
  }
  const stop = async (mode: 'immediate' | 'fast') => {
    const running = child
    if (!running || running.exitCode !== null) return
    const ended = new Promise<void>((done) => running.once('exit', () => done()))
    thaw()
    running.kill(mode === 'fast' ? 'SIGINT' : 'SIGQUIT')
    await ended
  }
  const atExit = () => {
    thaw()
    child?.kill('SIGQUIT')
    rmSync(run.home, { recursive: true, force: true, maxRetries: 10 })
  }
  process.once('exit', atExit)
  t.after(async () => {
    await stop('immediate')
    process.removeListener('exit', atExit)
    rmSync(run.home, { recursive: true, force: true, maxRetries: 10 })
  })
  return {
    port,
    adminUrl,
    url: (name) => createDatabase(adminUrl, name),
    async start() {
      const started = spawnServer(run, port, settings)
      child = started
      let output = ''
      started.stderr.on(
        'data',
        (chunk: Buffer) => (output = (output + String(chunk)).slice(-4_000)),
      )
      if (await waitUntilReady(adminUrl, () => started.exitCode === null)) return
      throw new Error(`the server did not start: ${output}`)
    },
    stop,
    ownFolder(path) {
      mkdirSync(path)
      const { uid, gid } = run.options
      if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid)
    },
    freeze() {
      const { pid } = child ?? {}
      if (pid === undefined) throw new Error('the server does not run')
      // The parent first, so that it makes no child that is missed.
      signal(pid, 'SIGSTOP')
      const children = childrenOf(pid)
      for (const each of children) signal(each, 'SIGSTOP')
      frozen = [...children, pid]
    },
    thaw,
  }
}

function signal(pid: number, name: NodeJS.Signals) {
  try {
    process.kill(pid, name)
  } catch {
    // it has ended meanwhile
  }
}

function childrenOf(parent: number): number[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  return stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/u).map(Number))
    .flatMap(([pid, ppid]) => (pid !== undefined && ppid === parent ? [pid] : []))
}
