/**
 * Which app has subscribed to which API product, and how often it calls one in a day. Why: products that are not for
 * every app are opened app by app, up to a quota. Locks: none, because the tables are new. On a million apps: a moment, because no row is written.
 */
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Engine } from '../engine.ts'

async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const whole = engine === 'sqlite' ? 'integer' : 'bigint'
  const table = db.schema
    .createTable('subscriptions')
    .addColumn('app_id', 'text', (column) => column.notNull())
    .addColumn('product_id', 'text', (column) => column.notNull())
    .addColumn('realm', 'text', (column) => column.notNull())
    .addColumn('created_at', whole, (column) => column.notNull())
    .addPrimaryKeyConstraint('subscriptions_key', ['app_id', 'product_id'])
  await (engine === 'sqlite' ? table.modifyEnd(sql`strict`) : table).execute()
  const calls = db.schema
    .createTable('product_calls')
    .addColumn('app_id', 'text', (column) => column.notNull())
    .addColumn('product_id', 'text', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('calls', whole, (column) => column.notNull())
    .addPrimaryKeyConstraint('product_calls_key', ['app_id', 'product_id', 'day'])
  await (engine === 'sqlite' ? calls.modifyEnd(sql`strict`) : calls).execute()
  await db.schema.createIndex('product_calls_day').on('product_calls').column('day').execute()
}

export const subscriptions = { up }
