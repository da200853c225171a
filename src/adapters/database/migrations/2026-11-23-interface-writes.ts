/**
 * Answers to writes of the interface, and what an authorisation waits for after the customer's yes.
 * Why: a write sent again gets its first answer; a bank may want the TPP to confirm; a walk at the authorization server
 * stands for the authorisation that the TPP started.
 * Locks: a change of the catalogue alone on both engines; at once on a million rows.
 */
import type { Kysely } from 'kysely'
import type { Engine } from '../engine.ts'
import { createIndex, createTable } from '../make-table.ts'

async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await createTable(db, engine, {
    name: 'remembered_answers',
    columns: ['id text', 'fingerprint text', 'answer text?', 'claimed_at int'],
    primaryKey: ['id'],
  })
  await createIndex(db, 'remembered_answers', ['claimed_at'])
  for (const name of ['confirmation', 'stands_for'])
    await db.schema.alterTable('authorisations').addColumn(name, 'text').execute()
}

export const interfaceWrites = { up }
