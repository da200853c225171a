/** What the pool does with a pair of servers: a synchronous standby that is down, and an address with several hosts. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { openPostgres } from '#src/adapters/database/engine.ts'
import type { Database } from '#src/adapters/database/engine.ts'
import { StoreUnavailableError } from '#src/kit/store-unavailable-error.ts'
import { startPair } from '../postgres-server.ts'

const isUnavailable = (error: unknown) => error instanceof StoreUnavailableError

function openAt(t: TestContext, url: string, connectionsMax = 4): Database {
  const database = openPostgres(url, { connectionsMax })
  t.after(() => database.close())
  return database
}

const askOne = ({ db }: Database) => sql<{ one: number }>`select 1 as one`.execute(db)

async function untilServed(work: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await work()
      return
    } catch (error) {
      assert.ok(isUnavailable(error), String(error))
      await pause(50)
    }
  }
}

test('a commit that waits for a lost standby is given up by us alone, and reads go on', async (t) => {
  const { primary, standby } = await startPair(t)
  const database = openAt(t, primary.adminUrl, 2)
  await sql`create table things (id int primary key)`.execute(database.db)
  await standby.stop('fast')
  const write = () => sql`insert into things values (1)`.execute(database.db)
  await assert.rejects(write(), isUnavailable)
  // The half of the connections waits: no further write joins them, and reads are served.
  await assert.rejects(sql`insert into things values (2)`.execute(database.db), isUnavailable)
  await askOne(database)
  await standby.start()
  await untilServed(() => sql`insert into things values (3)`.execute(database.db))
  const { rows } = await sql<{ id: number }>`select id from things order by id`.execute(database.db)
  assert.deepEqual(
    rows.map(({ id }) => id),
    [1, 3],
    'what was given up was not cancelled',
  )
})

test('of several hosts the one that takes writes is found, after a failover too', async (t) => {
  const { primary, standby } = await startPair(t)
  const hosts = [standby, primary].map(({ port }) => `127.0.0.1:${port}`).join(',')
  const database = openAt(
    t,
    `postgres://postgres@${hosts}/postgres?target_session_attrs=read-write`,
  )
  await sql`create table things (id int primary key)`.execute(database.db)
  await sql`insert into things values (1)`.execute(database.db)
  await primary.stop('immediate')
  await assert.rejects(sql`insert into things values (2)`.execute(database.db), isUnavailable)
  const promoting = openAt(t, standby.adminUrl)
  await sql`select pg_promote()`.execute(promoting.db)
  await untilServed(() => sql`insert into things values (3)`.execute(database.db))
  const { rows } = await sql<{ id: number }>`select id from things order by id`.execute(database.db)
  assert.deepEqual(
    rows.map(({ id }) => id),
    [1, 3],
  )
})
