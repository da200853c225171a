/** Runs the real product, or a real store, inside a test. It replaces nothing of the product but its surroundings. */
import { mkdtemp, rm } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { TestContext } from 'node:test'
import { openPostgres, openSqlite } from '#src/adapters/database/engine.ts'
import type { Database, Engine } from '#src/adapters/database/engine.ts'
import { migrate } from '#src/adapters/database/migrate.ts'
import { loadConfig } from '#src/config/config.ts'
import type { Clock } from '#src/kit/clock.ts'
import { silentLog } from '#src/kit/log.ts'
import { connectOrStartPostgres } from './postgres.ts'
import type { TestPostgres } from './postgres.ts'

export const engines = ['sqlite', 'postgres'] as const satisfies readonly Engine[]

/** What audit entries of store tests are hashed with. */
export const testAuditKey = new Uint8Array(32).fill(7)

/** What a store test gets: a way to open the same fresh, migrated store as often as it likes. */
export type OpenStore = () => Promise<Database>

let server: Promise<TestPostgres> | undefined
after(async () => (await server)?.stop()) // here, at the top, it belongs to the file and not to one test

/** A fresh PostgreSQL database; the server is shared by the whole run and ends with it. */
export async function freshPostgresUrl(): Promise<string> {
  server ??= connectOrStartPostgres()
  return (await server).url(`test_${randomBytes(8).toString('hex')}`)
}

/** A temporary directory that goes with the test. */
export async function temporaryDirectory(t: TestContext): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'portico-test-'))
  t.after(() => rm(directory, { recursive: true, force: true, maxRetries: 5 }))
  return directory
}

/** Declares the same test for both stores. */
export function eachStore(
  title: string,
  work: (open: OpenStore, t: TestContext, engine: Engine) => Promise<void>,
): void {
  for (const engine of engines)
    test(`${title} (${engine})`, async (t) => work(await storeOpener(t, engine), t, engine))
}

async function storeOpener(t: TestContext, engine: Engine): Promise<OpenStore> {
  const opened: Database[] = []
  const directory = await temporaryDirectory(t)
  const url = engine === 'postgres' ? await freshPostgresUrl() : ''
  t.after(async () => {
    for (const database of opened) await database.close()
  })
  return async () => {
    const database =
      engine === 'postgres' ? openPostgres(url) : openSqlite(join(directory, 'portico.sqlite'))
    opened.push(database)
    await migrate(database)
    return database
  }
}

/** The surroundings of one installation: hand the same one in again to start it a second time. */
export interface Surroundings {
  readonly engine: Engine
  readonly environment: Readonly<Record<string, string>>
}

/** New surroundings: an empty data directory and, for PostgreSQL, an empty database. */
export async function createSurroundings(
  t: TestContext,
  engine: Engine = 'sqlite',
): Promise<Surroundings> {
  const environment: Record<string, string> = {
    PORT: '0',
    TLS_PORT: '0',
    PORTICO_DATA: await temporaryDirectory(t),
    PORTICO_RATE_LIMITS: 'off',
    LOG_LEVEL: 'error',
  }
  if (engine === 'postgres') {
    environment['DATABASE_URL'] = await freshPostgresUrl()
    environment['PORTICO_SECRET'] = randomBytes(48).toString('base64')
  }
  return { engine, environment }
}

/** The store of an installation, beside the product; the caller closes it. */
export function openStoreOf({ environment }: Surroundings): Database {
  const url = environment['DATABASE_URL']
  if (url) return openPostgres(url)
  return openSqlite(join(environment['PORTICO_DATA'] ?? '', 'portico.sqlite'))
}

export interface RunningPortico {
  readonly url: string
  readonly tlsUrl: string
  stop(): Promise<void>
}

export interface PorticoOptions {
  readonly engine?: Engine
  readonly surroundings?: Surroundings
  readonly environment?: Readonly<Record<string, string>>
  readonly clock?: Clock
}

/** Starts the whole product in this process; it stops with the test at the latest. */
export async function startPortico(
  t: TestContext,
  options: PorticoOptions = {},
): Promise<RunningPortico> {
  const surroundings = options.surroundings ?? (await createSurroundings(t, options.engine))
  const { createPortico } = await import('#src/app/compose.ts') // not loaded by mere store tests
  // Every answer is held against its contract; nothing is written, because the log is silent.
  const checked = { LOG_LEVEL: 'debug' }
  const config = loadConfig({ ...surroundings.environment, ...checked, ...options.environment })
  const portico = createPortico(config, {
    log: silentLog,
    ...(options.clock ? { clock: options.clock } : {}),
  })
  const addresses = await portico.start()
  let stopped: Promise<void> | undefined
  const stop = () => (stopped ??= portico.stop())
  t.after(stop)
  return { url: addresses.url, tlsUrl: addresses.tlsUrl, stop }
}
