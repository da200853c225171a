/** Tests that a call is found by its id through an index, and in its order, whichever way an engine plans. */
import assert from 'node:assert/strict'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { eachStore } from '#test/harness.ts'
import type { Tables } from '../tables.ts'
import { createCallRecordStore } from './call-record-store.ts'

const begin = 1_800_000_000_000
/** Enough for a planner to prefer walking all calls of the app in their order. */
const calls = 20_000
const perInsert = 500

async function fill(db: Kysely<Tables>) {
  const record = (index: number) => ({
    id: `call-${index}`,
    realm: 'sandbox',
    worldId: 'world-1',
    interface: 'xs2a',
    version: '1',
    segment: null,
    service: 'AIS',
    operation: 'getAccountList',
    organisationId: 'org-1',
    appId: 'app-1',
    requestId: `request-${index}`,
    isPsuPresent: true,
    method: 'GET',
    path: '/v1/accounts',
    status: 200,
    outcome: 'answered' as const,
    errorCode: null,
    arrivedAt: begin + index,
    endedAt: begin + index,
  })
  const store = createCallRecordStore(db)
  for (let start = 0; start < calls; start += perInsert)
    await store.insert(Array.from({ length: perInsert }, (_, index) => record(start + index)))
}

eachStore(
  'a call is found by its id without walking the calls of its app',
  async (open, _t, engine) => {
    const { db } = await open()
    await fill(db)
    // As each engine is found in service: one keeps its statistics itself, the other has none.
    if (engine === 'postgres') await sql`analyze`.execute(db)
    const found = await createCallRecordStore(db).listOfApp({
      appId: 'app-1',
      requestId: 'request-7',
      limit: 50,
    })
    assert.deepEqual(
      found.map(({ id }) => id),
      ['call-7'],
    )
    const query = sql`select * from call_records where app_id = 'app-1' and request_id = 'request-7'
    order by arrived_at desc, id desc limit 50`
    const explained =
      engine === 'sqlite'
        ? await sql`explain query plan ${query}`.execute(db)
        : await sql`explain ${query}`.execute(db)
    const plan = JSON.stringify(explained.rows)
    assert.match(plan, /call_records_app_id_request_id_arrived_at_id/u)
    assert.doesNotMatch(plan, /TEMP B-TREE|"Sort|call_records_app_id_arrived_at\b/u)
  },
)
