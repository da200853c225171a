/** A store without room: writes are refused clearly, reads go on, and it is known to take writes again as soon as it does. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { StoreUnavailableError } from '#src/kit/store-unavailable-error.ts'
import { temporaryDirectory, testAuditKey } from '#test/harness.ts'
import { join } from 'node:path'
import { openSqlite } from './engine.ts'
import { migrate } from './migrate.ts'
import { createTransact } from './unit-of-work.ts'
import { createStores } from './stores.ts'
import { systemClock } from '#src/kit/clock.ts'
import { systemRandom } from '#src/kit/random.ts'
import { findWriteFault } from './write-state.ts'

test('an embedded store without room refuses writes, reads on, and is noticed when it has room again', async (t) => {
  const database = openSqlite(join(await temporaryDirectory(t), 'portico.sqlite'))
  t.after(() => database.close())
  await migrate(database)
  assert.equal(await findWriteFault(database), undefined)
  // The pages it may have are bounded, which fails like a full disk and harms nothing.
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(database.db)
  await sql.raw(`pragma max_page_count = ${rows[0]?.page_count}`).execute(database.db)
  const transact = createTransact({
    database,
    createStores,
    clock: systemClock,
    random: systemRandom,
    auditKey: testAuditKey,
  })
  const write = () =>
    transact(async ({ worlds }) => {
      await worlds.create({ id: 'world_a', realm: 'sandbox', createdAt: 0 })
      await worlds.setTestData('world_a', 'x'.repeat(200_000))
    })
  const isFull = (error: unknown) =>
    error instanceof StoreUnavailableError && error.fault === 'full'
  await assert.rejects(write(), isFull)
  await assert.rejects(write(), isFull)
  assert.equal(database.writes.fault, 'full')
  assert.equal(await createStores(database.db).worlds.testDataOf('world_a'), undefined)
  await sql.raw('pragma max_page_count = 1073741823').execute(database.db)
  assert.equal(await findWriteFault(database), undefined)
  await write()
})
