/** What the product sees of a PostgreSQL that goes away: clear errors in bounded time, no ended process, and it goes on by itself. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { TestContext } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { StoreUnavailableError } from '#src/kit/store-unavailable-error.ts'
import { startControlledPostgres } from '#test/postgres-server.ts'
import type { ControlledPostgres } from '#test/postgres-server.ts'
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

/** One for the file: every test leaves it running. */
let server: ControlledPostgres
const undoing: (() => Promise<void>)[] = []
before(async () => {
  server = await startControlledPostgres({ after: (undo) => void undoing.push(undo) })
})
after(async () => {
  for (const undo of undoing) await undo()
})

test('ended connections, idle or in a transaction, end no process and are replaced', async (t) => {
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
  const database = openAt(t, server.adminUrl, 1)
  const sleeping = sql`select pg_sleep(4)`.execute(database.db)
  await pause(50)
  await assert.rejects(
    askOne(database),
    (error) => error instanceof StoreUnavailableError && error.fault === 'busy',
  )
  await sleeping
})

test('a connection to a server that takes no writes any more is not used again', async (t) => {
  const database = openAt(t, server.adminUrl, 1)
  const write = () => sql`create table written ()`.execute(database.db)
  await sql`set session characteristics as transaction read only`.execute(database.db)
  await assert.rejects(
    write(),
    (error) => error instanceof StoreUnavailableError && error.fault === 'read-only',
  )
  assert.equal(database.writes.fault, 'read-only')
  await write()
})
