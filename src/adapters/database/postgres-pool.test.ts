/** What the product sees of a PostgreSQL that goes away: clear errors in bounded time, no ended process, and it goes on by itself. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { StoreUnavailableError } from '#src/kit/store-unavailable-error.ts'
import { startControlledPostgres, startPair } from '#test/postgres-server.ts'
import { openPostgres } from './engine.ts'
import type { Database } from './engine.ts'

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

const endOthers = ({ db }: Database) =>
  sql`select pg_terminate_backend(pid) from pg_stat_activity
      where pid <> pg_backend_pid() and backend_type = 'client backend'`.execute(db)

test('ended connections, idle or in a transaction, end no process and are replaced', async (t) => {
  const server = await startControlledPostgres(t)
  const [database, other] = [openAt(t, server.adminUrl), openAt(t, server.adminUrl)]
  await Promise.all([askOne(database), askOne(database)])
  const broken = database.db.transaction().execute(async (transaction) => {
    await sql`select 1`.execute(transaction)
    await endOthers(other)
    await pause(100)
    await sql`select 1`.execute(transaction)
  })
  await assert.rejects(broken, isUnavailable)
  await untilServed(() => askOne(database))
})

test('a statement under way when the server is restarted fails clearly, and the next are served', async (t) => {
  const server = await startControlledPostgres(t)
  const database = openAt(t, server.adminUrl)
  await askOne(database)
  const sleeping = assert.rejects(sql`select pg_sleep(30)`.execute(database.db), isUnavailable)
  await pause(50)
  await server.stop('fast')
  await sleeping
  await assert.rejects(askOne(database), isUnavailable)
  await server.start()
  await untilServed(() => askOne(database))
})

test('a frozen server is noticed, nobody waits for it, and it is used again when it goes on', async (t) => {
  const server = await startControlledPostgres(t)
  const database = openAt(t, server.adminUrl)
  await askOne(database)
  server.freeze()
  const first = performance.now()
  await assert.rejects(askOne(database), isUnavailable)
  const second = performance.now()
  await assert.rejects(askOne(database), isUnavailable)
  const third = performance.now()
  t.diagnostic(
    `given up after ${Math.round(second - first)} ms, then ${Math.round(third - second)} ms`,
  )
  server.thaw()
  await untilServed(() => askOne(database))
  t.diagnostic(`served ${Math.round(performance.now() - third)} ms after it went on`)
})

test('callers that find no free connection are told so instead of waiting for ever', async (t) => {
  const server = await startControlledPostgres(t)
  const database = openAt(t, server.adminUrl, 1)
  const sleeping = sql`select pg_sleep(4)`.execute(database.db)
  await pause(50)
  await assert.rejects(
    askOne(database),
    (error) => error instanceof StoreUnavailableError && error.fault === 'busy',
  )
  await sleeping
})

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
