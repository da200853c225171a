/**
 * Messages of the contact form, notices, and the Reply-To of a mail. Why: the bank answers developers and tells them
 * about maintenance. Locks: `mails` gets a nullable column, which takes a moment on both engines. On a million
 * mails: the same moment, because no row is rewritten.
 */
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Engine } from '../engine.ts'

async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const whole = engine === 'sqlite' ? 'integer' : 'bigint'
  const messages = db.schema
    .createTable('contact_messages')
    .addColumn('reference', 'text', (column) => column.primaryKey().notNull())
    .addColumn('realm', 'text', (column) => column.notNull())
    .addColumn('created_at', whole, (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('fields', 'text', (column) => column.notNull())
    .addColumn('developer_id', 'text')
  await (engine === 'sqlite' ? messages.modifyEnd(sql`strict`) : messages).execute()
  await index(db, 'contact_messages', 'created_at')
  await index(db, 'contact_messages', 'developer_id')
  const notices = db.schema
    .createTable('notices')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('realm', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('from_ms', whole, (column) => column.notNull())
    .addColumn('until_ms', whole, (column) => column.notNull())
    .addColumn('text_en', 'text', (column) => column.notNull())
    .addColumn('text_sv', 'text', (column) => column.notNull())
    .addColumn('created_at', whole, (column) => column.notNull())
  await (engine === 'sqlite' ? notices.modifyEnd(sql`strict`) : notices).execute()
  await index(db, 'notices', 'until_ms')
  await db.schema.alterTable('mails').addColumn('reply_to', 'text').execute()
}

async function index(db: Kysely<unknown>, table: string, column: string) {
  await db.schema.createIndex(`${table}_${column}`).on(table).column(column).execute()
}

export const support = { up }
