/**
 * Passwords of sign-ups that nobody has confirmed go, refresh tokens get a line, Client Secrets can overlap.
 * Why: a stranger's sign-up must not choose a password, and of two tokens from one rotation one may live.
 * Locks: `links`, `app_secrets` and `oauth_artifacts` shortly; PostgreSQL rewrites neither, SQLite rewrites `links`, whose rows live a day.
 */
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Engine } from '../engine.ts'
import { createIndex, createTable } from '../make-table.ts'

async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const whole = engine === 'sqlite' ? 'integer' : 'bigint'
  await db.schema.alterTable('links').dropColumn('password_hash').execute()
  await createTable(db, engine, {
    name: 'refresh_lines',
    columns: ['grant_id text', 'family text', 'rotations int', 'id_hash text', 'expires_at int'],
    primaryKey: ['grant_id', 'family'],
  })
  await createIndex(db, 'refresh_lines', ['expires_at'])
  await db.schema
    .alterTable('app_secrets')
    .addColumn('is_lent', whole, (column) => column.notNull().defaultTo(0))
    .execute()
  await db.schema.alterTable('app_secrets').addColumn('last_used_at', whole).execute()
  await db.schema.alterTable('oauth_artifacts').addColumn('secret_id', 'text').execute()
  await sql`update app_secrets set is_lent = 1 where expires_at is not null`.execute(db)
}

export const credentials = { up }
