/**
 * Resources that a TPP wants to be told of, and the outbox of pushes that is their delivery log too.
 * Why: pushes are written with the change that they tell and leave afterwards, as mails do.
 * Locks: none, the tables are new.
 */
import type { Kysely } from 'kysely'
import type { Engine } from '../engine.ts'
import { createIndex, createTable } from '../make-table.ts'

async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await createTable(db, engine, {
    name: 'notification_targets',
    columns: [
      'resource_kind text',
      'resource_id text',
      'realm text',
      'world_id text',
      'app_id text',
      'uri text',
      'contents text',
      'attempts_max int',
      'path text',
      'is_watched int',
      'seen_at int',
      'last_seq int',
      'created_at int',
    ],
    primaryKey: ['resource_kind', 'resource_id'],
  })
  await createIndex(db, 'notification_targets', ['is_watched', 'seen_at'])
  await createTable(db, engine, {
    name: 'notifications',
    columns: [
      'id text',
      'realm text',
      'app_id text',
      'resource_kind text',
      'resource_id text',
      'seq int',
      'authorisation_id text?',
      'status text',
      'uri text',
      'body text',
      'outcome text',
      'answer_status int?',
      'reason text?',
      'attempts int',
      'attempts_max int',
      'next_attempt_at int',
      'claimed_until int',
      'created_at int',
    ],
    primaryKey: ['id'],
  })
  await createIndex(db, 'notifications', ['outcome', 'next_attempt_at'])
  await createIndex(db, 'notifications', ['resource_kind', 'resource_id', 'seq'])
  await createIndex(db, 'notifications', ['app_id', 'created_at'])
  await createIndex(db, 'notifications', ['created_at'])
}

export const notifications = { up }
