/**
 * Every visitor of the test console gets a World: a bounded number of demo apps, each lent to one visitor at a time.
 * Why: in one shared World wrong passwords of one visitor block a customer for all.
 * Locks: nothing that exists but for reading one row of `apps`. The demo app of before is cleared at the first chance.
 */
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Engine } from '../engine.ts'
import { createIndex, createTable, createUniqueIndex } from '../make-table.ts'

async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await createTable(db, engine, {
    name: 'visitor_slots',
    columns: [
      'number int',
      'state text',
      'visitor_hash text?',
      'source_hash text?',
      'leased_at int',
      'changed_at int',
    ],
    primaryKey: ['number'],
  })
  await createUniqueIndex(db, 'visitor_slots', ['visitor_hash'])
  await createIndex(db, 'visitor_slots', ['state', 'changed_at'])
  await sql`insert into visitor_slots (number, state, leased_at, changed_at)
    select 0, 'ended', 0, 0 from apps where id = 'app_00000000000000000000000000'`.execute(db)
}

export const visitorSlots = { up }
