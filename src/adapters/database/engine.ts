/** The two store engines behind one Kysely: the embedded SQLite file and PostgreSQL. Knows no table. */
import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely'
import type { SqliteDatabase } from 'kysely'
import { silentLog } from '#src/kit/log.ts'
import type { Log } from '#src/kit/log.ts'
import { PostgresPool } from './postgres-pool.ts'
import { createSessionOpener } from './postgres-session.ts'
import { toStoreError } from './store-faults.ts'
import type { Tables } from './tables.ts'
import { createWriteState } from './write-state.ts'
import type { WriteState } from './write-state.ts'

export type Engine = 'sqlite' | 'postgres'

/** An open store. `close` waits for statements under way. What it cannot serve is a StoreUnavailableError. */
export interface Database {
  readonly engine: Engine
  readonly db: Kysely<Tables>
  readonly writes: WriteState
  close(): Promise<void>
}

/** Our own clock for a statement: the server is asked to cancel nothing, and what became of a write is unknown then. */
const answerWithinMs = 5_000
const terms = { statementTimeoutMs: 10_000, lockTimeoutMs: 4_000, idleInTransactionMs: 30_000 }
/** For changes of structure, which take as long as they take. */
const patientTerms = { statementTimeoutMs: 0, lockTimeoutMs: 0, idleInTransactionMs: 0 }

/** Opens the embedded store: WAL, synchronous=FULL, so that an acknowledged commit survives power loss. */
export function openSqlite(file: string, log: Log = silentLog): Database {
  const connection = new DatabaseSync(file)
  connection.exec(
    'PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;',
  )
  return overSqlite(connection, log)
}

/** Opens the embedded store to look at it: nothing is written, and no file comes into being beside a store that nobody has open. */
export function openSqliteToRead(file: string): Database {
  // Without a write-ahead log nobody has it open, so nothing changes while it is looked at.
  const isAtRest = !existsSync(`${file}-wal`)
  const address = isAtRest ? `${pathToFileURL(file).href}?immutable=1` : file
  const connection = new DatabaseSync(address, { readOnly: true, timeout: 5_000 })
  return overSqlite(connection, silentLog)
}

function overSqlite(connection: DatabaseSync, log: Log): Database {
  const writes = createWriteState(log)
  const dialect = new SqliteDialect({ database: wrap(connection, writes) })
  const db = new Kysely<Tables>({ dialect })
  return { engine: 'sqlite', db, writes, close: () => db.destroy() }
}

export interface PostgresOptions {
  readonly connectionsMax?: number
  /** Waits for every statement as long as it takes. */
  readonly isPatient?: boolean
  readonly log?: Log
}

/** Opens PostgreSQL 15 or later at an address that may name several hosts. Nothing is connected before the first statement. */
export function openPostgres(url: string, options: PostgresOptions = {}): Database {
  const { connectionsMax = 10, isPatient = false, log = silentLog } = options
  const writes = createWriteState(log)
  const pool = new PostgresPool({
    open: createSessionOpener(url),
    terms: isPatient ? patientTerms : terms,
    answerWithinMs: isPatient ? Number.POSITIVE_INFINITY : answerWithinMs,
    connectionsMax,
    log,
    onFault: (error) => writes.note(error),
  })
  // The pool is all of the driver's that Kysely uses of one: no cursors, no cancelling.
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: pool as never }) })
  return { engine: 'postgres', db, writes, close: () => db.destroy() }
}

/**
 * Transactions take the write lock at once: one that starts by reading could not wait for a writer of another
 * process later, it would fail with SQLITE_BUSY_SNAPSHOT.
 * @see https://www.sqlite.org/isolation.html
 */
const beginWriting = 'begin immediate'

/** Kysely's view of a DatabaseSync. @see stack notes in docs/decisions/2026-11-21-two-stores.md */
function wrap(connection: DatabaseSync, writes: WriteState): SqliteDatabase {
  const cache = new Map<string, ReturnType<SqliteDatabase['prepare']>>()
  const statementsMax = 500
  const guarded = <Result>(work: () => Result): Result => {
    try {
      return work()
    } catch (error) {
      writes.note(error)
      throw toStoreError(error)
    }
  }
  const prepare = (text: string) => {
    const statement = connection.prepare(text)
    const prepared = {
      reader: statement.columns().length > 0,
      all: (parameters: readonly unknown[]) =>
        guarded(() => statement.all(...(parameters as never[]))),
      run: (parameters: readonly unknown[]) =>
        guarded(() => statement.run(...(parameters as never[]))),
      iterate: (parameters: readonly unknown[]) => statement.iterate(...(parameters as never[])),
    } as never // the shapes agree; only the library's parameter types are narrower
    return prepared
  }
  return {
    close: () => connection.close(),
    prepare: (given: string) => {
      // A full disk ends a transaction by itself; taking it back then is no fault.
      if (given === 'rollback' && !connection.isTransaction) return nothing
      const text = given === 'begin' ? beginWriting : given
      const known = cache.get(text)
      if (known) return known
      if (cache.size >= statementsMax) cache.clear()
      const prepared = guarded(() => prepare(text))
      cache.set(text, prepared)
      return prepared
    },
  }
}

const nothing = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [][Symbol.iterator](),
} satisfies ReturnType<SqliteDatabase['prepare']>

/** True when the store answers a query. */
export async function isReachable({ db }: Database): Promise<boolean> {
  try {
    await db.selectNoFrom((select) => select.lit(1).as('one')).execute()
    return true
  } catch {
    return false
  }
}
