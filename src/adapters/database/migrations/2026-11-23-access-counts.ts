/**
 * How often a consent has been used in a place on a day.
 * Why: one statement counts and refuses at once, where listing the accesses took a transaction of four.
 * Locks: none, the table is new.
 */
import type { Kysely } from 'kysely'
import type { Engine } from '../engine.ts'
import { createIndex, createTable } from '../make-table.ts'

async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await createTable(db, engine, {
    name: 'access_counts',
    columns: [
      'consent_id text',
      'account_id text',
      'endpoint text',
      'day text',
      'reads int',
      'last_at int',
    ],
    primaryKey: ['consent_id', 'account_id', 'endpoint', 'day'],
  })
  await createIndex(db, 'access_counts', ['last_at'])
}

export const accessCounts = { up }
