/**
 * Writes that are done once also across a crash: a remembered answer commits with its act, so claims without one go; the
 * tries of customers and the endings at the test bank are named by the write that they came with.
 * Locks: a change of the catalogue, and the deletion of the few claims that were left behind.
 */
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Engine } from '../engine.ts'
import { createIndex, createTable } from '../make-table.ts'

async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await sql`delete from remembered_answers where answer is null`.execute(db)
  await db.schema
    .alterTable('remembered_answers')
    .renameColumn('claimed_at', 'answered_at')
    .execute()
  await createTable(db, engine, {
    name: 'psu_tries',
    columns: ['id text', 'number int', 'at int'],
    primaryKey: ['id'],
  })
  await createIndex(db, 'psu_tries', ['at'])
  await db.schema.alterTable('sandbox_authentications').addColumn('ended_by', 'text').execute()
}

export const writesOnce = { up }
