/** Opens the store of a configuration and the secret that fits it; used by the server and by the command line. It does not migrate. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { openPostgres, openSqlite } from '#src/adapters/database/engine.ts'
import type { Database } from '#src/adapters/database/engine.ts'
import type { Config } from '#src/config/config.ts'
import { Hidden } from '#src/kit/hidden.ts'
import { systemRandom } from '#src/kit/random.ts'
import { RefusedError } from '#src/kit/refused-error.ts'

export interface OpenStore {
  readonly database: Database
  readonly secret: Hidden
}

/** What must be known to open a store. */
export type StoreConfig = Pick<Config, 'dataDirectory' | 'databaseUrl' | 'secret'>

const secretBytes = 48
const ownerOnly = 0o600
const ownerOnlyDirectory = 0o700

/** Opens PostgreSQL or the embedded store, making data directory and secret at its first start. The caller closes `database`. */
export async function openStore(config: StoreConfig): Promise<OpenStore> {
  if (config.databaseUrl) {
    // loadConfig has refused DATABASE_URL without PORTICO_SECRET
    const secret = config.secret ?? new Hidden('')
    const database = openPostgres(config.databaseUrl.reveal())
    await assertReachable(database)
    return { database, secret }
  }
  try {
    makeDirectory(config.dataDirectory)
    const secret = config.secret ?? loadOrMakeSecret(config.dataDirectory)
    return { database: openSqlite(join(config.dataDirectory, 'portico.sqlite')), secret }
  } catch (error) {
    throw new RefusedError(
      `The data directory ${config.dataDirectory} cannot be used (${reasonOf(error)}). ` +
        'Make it writable for this account, or set PORTICO_DATA to another one.',
      { cause: error },
    )
  }
}

async function assertReachable(database: Database): Promise<void> {
  try {
    await database.db.selectNoFrom((select) => select.lit(1).as('one')).execute()
  } catch (error) {
    await database.close()
    throw new RefusedError(
      `The database of DATABASE_URL cannot be reached (${reasonOf(error)}). ` +
        'Check that it runs, and that host, name, user and password are right.',
      { cause: error },
    )
  }
}

/** Step by step: the recursive mkdir of Node never ends where a file system answers ENOENT, as /proc does. */
function makeDirectory(directory: string): void {
  if (existsSync(directory)) return
  makeDirectory(dirname(directory))
  try {
    mkdirSync(directory, { mode: ownerOnlyDirectory })
  } catch (error) {
    if (!isExisting(error)) throw error
  }
}

/** Written beside and then linked: of two first starts one wins, and nobody ever reads half a secret. */
function loadOrMakeSecret(directory: string): Hidden {
  const file = join(directory, 'secret')
  const existing = readSecret(file)
  if (existing) return existing
  const draft = `${file}.${systemRandom.uuid()}`
  const handle = openSync(draft, 'wx', ownerOnly)
  writeSync(handle, `${Buffer.from(systemRandom.bytes(secretBytes)).toString('base64url')}\n`)
  fsyncSync(handle)
  closeSync(handle)
  try {
    linkSync(draft, file)
  } catch (error) {
    if (!isExisting(error)) throw error
  } finally {
    rmSync(draft, { force: true })
  }
  syncDirectory(directory)
  const made = readSecret(file)
  if (!made) throw new Error(`${file} is empty`)
  return made
}

function readSecret(file: string): Hidden | undefined {
  try {
    const text = readFileSync(file, 'utf8').trim()
    return text === '' ? undefined : new Hidden(text)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** The name of a new file survives power loss only once its directory is written. */
function syncDirectory(directory: string): void {
  const handle = openSync(directory, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

function isExisting(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST'
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}
