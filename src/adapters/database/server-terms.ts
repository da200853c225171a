/** What a PostgreSQL promises by its own settings, for the doctor. It changes nothing. */
import { sql } from 'kysely'
import type { Database } from './engine.ts'
import { createSessionOpener, giveUp } from './postgres-session.ts'

export interface ServerTerms {
  readonly fsync: string
  readonly fullPageWrites: string
  readonly encoding: string
  readonly readOnly: string
  /** Of our own session, after it has said what it needs. */
  readonly durability: string
  /** Of a session that says nothing. */
  readonly durabilityUsual: string
  /** Where our tables lie; null when the search path leads to no schema. */
  readonly schema: string | null
  readonly isPooled: boolean
}

const withinMs = 5_000
const terms = { statementTimeoutMs: 0, lockTimeoutMs: 0, idleInTransactionMs: 0 }

export async function readServerTerms(url: string, { db }: Database): Promise<ServerTerms> {
  const { rows } = await sql<Omit<ServerTerms, 'isPooled'>>`select
    current_setting('fsync') as fsync,
    current_setting('full_page_writes') as "fullPageWrites",
    current_setting('server_encoding') as encoding,
    current_setting('transaction_read_only') as "readOnly",
    current_setting('synchronous_commit') as durability,
    (select reset_val from pg_settings where name = 'synchronous_commit') as "durabilityUsual",
    current_schema() as schema`.execute(db)
  const [found] = rows
  if (!found) throw new Error('the server told nothing about itself')
  const { client, isPooled } = await createSessionOpener(url)({
    applicationName: 'portico-doctor',
    terms,
    withinMs,
  })
  giveUp(client)
  return { ...found, isPooled }
}
