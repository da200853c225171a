/** Opens the store of a configuration and the secret that fits it; used by the server and by the command line. It does not migrate. */
import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { openPostgres, openSqlite, openSqliteToRead } from '#src/adapters/database/engine.ts'
import type { Database, PostgresOptions } from '#src/adapters/database/engine.ts'
import {
  assertStoreFile,
  hasStore,
  makeStoreFile,
  restoreAdvice,
  storeFileOf,
} from '#src/adapters/database/store-file.ts'
import type { Config } from '#src/config/config.ts'
import { Hidden } from '#src/kit/hidden.ts'
import type { Log } from '#src/kit/log.ts'
import { RefusedError } from '#src/kit/refused-error.ts'
import { StoreUnavailableError } from '#src/kit/store-unavailable-error.ts'
import { loadOrMakeSecretFile, readSecretFile, secretFileOf } from './secret-file.ts'

export interface OpenStore {
  readonly database: Database
  readonly secret: Hidden
}

/** What must be known to open a store. */
export type StoreConfig = Pick<Config, 'dataDirectory' | 'databaseUrl' | 'secret'>

/** `isPatient` is said to PostgreSQL alone. */
type StoreOptions = Pick<PostgresOptions, 'isPatient' | 'log'>

const ownerOnlyDirectory = 0o700

/** Opens a store that is there, to work with it; it makes neither a store nor a secret. The caller closes `database`. */
export async function openStore(
  config: StoreConfig,
  options: StoreOptions = {},
): Promise<OpenStore> {
  return open(config, openSqlite, options)
}

/** The same for whoever only looks: the embedded store is not written to. */
export async function openStoreToRead(config: StoreConfig): Promise<OpenStore> {
  return open(config, openSqliteToRead)
}

/** Opens the store, making data directory, store and secret when there is no store yet. A store without its secret is refused. */
export async function openOrMakeStore(
  config: StoreConfig,
  options: StoreOptions = {},
): Promise<OpenStore> {
  const { dataDirectory: directory } = config
  if (!config.databaseUrl && !hasStore(directory)) {
    inDirectory(directory, () => {
      makeDirectory(directory)
      // The secret comes first: a store under its name always has one.
      if (!config.secret) loadOrMakeSecretFile(directory)
      makeStoreFile(directory)
    })
  }
  return openStore(config, options)
}

async function open(
  config: StoreConfig,
  openFile: (file: string, log?: Log) => Database,
  options: StoreOptions = {},
): Promise<OpenStore> {
  if (config.databaseUrl) {
    // loadConfig has refused DATABASE_URL without PORTICO_SECRET
    const secret = config.secret ?? new Hidden('')
    const database = openPostgres(config.databaseUrl.reveal(), options)
    await assertReachable(database)
    return { database, secret }
  }
  const { dataDirectory: directory } = config
  return inDirectory(directory, () => {
    if (!hasStore(directory))
      throw new RefusedError(
        `There is no store in ${directory} yet: the first start makes it. ` +
          'If there should be one, set PORTICO_DATA to its directory.',
      )
    const secret = config.secret ?? readSecretFile(directory)
    if (!secret) throw new RefusedError(lostSecretText(directory))
    assertStoreFile(directory)
    return { database: openFile(storeFileOf(directory), options.log), secret }
  })
}

function lostSecretText(directory: string): string {
  return (
    `The store in ${directory} is there, but its secret is not: ${secretFileOf(directory)} is missing or empty. ` +
    'Put that file back from where you keep it, or set PORTICO_SECRET to the secret of the first start. ' +
    'A new secret would not open the keys in this store, so none was made.'
  )
}

function inDirectory<Result>(directory: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (error instanceof RefusedError) throw error
    if (isDamaged(error))
      throw new RefusedError(
        `${storeFileOf(directory)} is damaged (${reasonOf(error)}). ${restoreAdvice}`,
        { cause: error },
      )
    throw new RefusedError(
      `The data directory ${directory} cannot be used (${reasonOf(error)}). ` +
        'Make it writable for this account, or set PORTICO_DATA to another one.',
      { cause: error },
    )
  }
}

/** SQLITE_CORRUPT and SQLITE_NOTADB. @see https://www.sqlite.org/rescode.html */
const damageCodes: readonly unknown[] = [11, 26]

function isDamaged(error: unknown): boolean {
  const cause = error instanceof StoreUnavailableError ? error.cause : error
  return cause instanceof Error && 'errcode' in cause && damageCodes.includes(cause.errcode)
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
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof StoreUnavailableError && error.cause !== undefined)
    return reasonOf(error.cause)
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}
