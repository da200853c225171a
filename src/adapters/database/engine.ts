/** The two store engines behind one Kysely: the embedded SQLite file and PostgreSQL. Knows no table. */
import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely'
import type { SqliteDatabase } from 'kysely'
import pg from 'pg'
import type { Tables } from './tables.ts'

export type Engine = 'sqlite' | 'postgres'

/** An open store. `close` waits for statements under way. */
export interface Database {
  readonly engine: Engine
  readonly db: Kysely<Tables>
  close(): Promise<void>
}

const int8Oid = 20
const statementTimeoutMs = 10_000
const connectTimeoutMs = 5_000

/** Opens the embedded store: WAL, synchronous=FULL, so that an acknowledged commit survives power loss. */
export function openSqlite(file: string): Database {
  const connection = new DatabaseSync(file)
  connection.exec(
    'PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;',
  )
  return overSqlite(connection)
}

/** Opens the embedded store to look at it: nothing is written, and no file comes into being beside a store that nobody has open. */
export function openSqliteToRead(file: string): Database {
  // Without a write-ahead log nobody has it open, so nothing changes while it is looked at.
  const isAtRest = !existsSync(`${file}-wal`)
  const address = isAtRest ? `${pathToFileURL(file).href}?immutable=1` : file
  const connection = new DatabaseSync(address, { readOnly: true, timeout: 5_000 })
  return overSqlite(connection)
}

function overSqlite(connection: DatabaseSync): Database {
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: wrap(connection) }) })
  return { engine: 'sqlite', db, close: () => db.destroy() }
}

/** Opens PostgreSQL 15 or later. Sessions are forced to durable commits. */
export function openPostgres(url: string, options: { connectionsMax?: number } = {}): Database {
  const types = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      oid === int8Oid
        ? (text: string) => Number(text)
        : pg.types.getTypeParser(oid, format as 'text'),
  }
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connectionsMax ?? 10,
    types: types as never, // pg's type wants overloads per format; the object above serves them all
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    application_name: 'portico',
  })
  pool.on('error', () => {}) // an idle connection died; the next query opens another one and reports what is wrong
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return { engine: 'postgres', db, close: () => db.destroy() }
}

/**
 * Transactions take the write lock at once: one that starts by reading could not wait for a writer of another
 * process later, it would fail with SQLITE_BUSY_SNAPSHOT.
 * @see https://www.sqlite.org/isolation.html
 */
const beginWriting = 'begin immediate'

/** Kysely's view of a DatabaseSync. @see stack notes in docs/decisions/2026-11-21-two-stores.md */
function wrap(connection: DatabaseSync): SqliteDatabase {
  const cache = new Map<string, ReturnType<SqliteDatabase['prepare']>>()
  const statementsMax = 500
  return {
    close: () => connection.close(),
    prepare: (given: string) => {
      const text = given === 'begin' ? beginWriting : given
      const known = cache.get(text)
      if (known) return known
      if (cache.size >= statementsMax) cache.clear()
      const statement = connection.prepare(text)
      const prepared = {
        reader: statement.columns().length > 0,
        all: (parameters: readonly unknown[]) => statement.all(...(parameters as never[])),
        run: (parameters: readonly unknown[]) => statement.run(...(parameters as never[])),
        iterate: (parameters: readonly unknown[]) => statement.iterate(...(parameters as never[])),
      } as never // the shapes agree; only the library's parameter types are narrower
      cache.set(text, prepared)
      return prepared
    },
  }
}

/** True when the store answers a query. */
export async function isReachable({ db }: Database): Promise<boolean> {
  try {
    await db.selectNoFrom((select) => select.lit(1).as('one')).execute()
    return true
  } catch {
    return false
  }
}
