/** What the doctor wants to know about a store. It changes nothing. */
import { sql } from 'kysely'
import type { Database } from './engine.ts'
import { findBoundBank } from './installation.ts'
import { listPendingMigrations } from './migrate.ts'

export interface StoreState {
  readonly pendingMigrations: readonly string[]
  /** The bank pack the store is bound to; undefined before its first start. */
  readonly bank: string | undefined
  /** Major version of PostgreSQL; undefined for the embedded store. */
  readonly postgresMajor: number | undefined
}

export async function readStoreState(database: Database): Promise<StoreState> {
  const pendingMigrations = await listPendingMigrations(database)
  const hasTables = !pendingMigrations.includes('2026-11-21-foundation')
  return {
    pendingMigrations,
    bank: hasTables ? await findBoundBank(database) : undefined,
    postgresMajor: database.engine === 'postgres' ? await readPostgresMajor(database) : undefined,
  }
}

/** True when people or apps have come into a store whose audit trail knows nothing. */
export async function isAuditMissing({ db }: Database): Promise<boolean> {
  const entry = await db.selectFrom('audit_entries').select('seq').limit(1).executeTakeFirst()
  if (entry) return false
  const app = await db.selectFrom('apps').select('id').limit(1).executeTakeFirst()
  const developer = await db.selectFrom('developers').select('id').limit(1).executeTakeFirst()
  return app !== undefined || developer !== undefined
}

/** Raw, because Kysely has no word for the settings of the server. */
async function readPostgresMajor(database: Database): Promise<number> {
  const { rows } = await sql<{ version: string }>`
    select current_setting('server_version_num') as version`.execute(database.db)
  return Math.floor(Number(rows[0]?.version ?? 0) / 10_000)
}
