/**
 * What audit entries are hashed with and where they come from, which heads a checkpoint names, and an index to find a call.
 * Why: entries carry a key, and the request and session that caused them; a call is found by its id in the order it is
 * shown in, so that no engine prefers to walk all calls of an app.
 * Locks: nullable columns are a change of the catalogue alone. The index keeps writers of `call_records` waiting while
 * it is made: seconds on a million rows.
 */
import type { Kysely } from 'kysely'
import type { Engine } from '../engine.ts'
import { createIndex } from '../make-table.ts'

async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const whole = engine === 'sqlite' ? 'integer' : 'bigint'
  const add = (table: string, column: string, type: 'text' | typeof whole) =>
    db.schema.alterTable(table).addColumn(column, type).execute()
  await add('audit_entries', 'form', whole)
  await add('audit_entries', 'facts', 'text')
  await add('audit_entries', 'request_id', 'text')
  await add('audit_entries', 'session_id', 'text')
  await add('audit_checkpoints', 'kind', 'text')
  await createIndex(db, 'call_records', ['app_id', 'request_id', 'arrived_at', 'id'])
  await db.schema.dropIndex('call_records_app_id_request_id').execute()
}

export const proof = { up }
