/** What every session has whatever the defaults of the server, the database and the role are; on the test server durability is off. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { sql } from 'kysely'
import { freshPostgresUrl } from '#test/harness.ts'
import { startPooler } from '#test/pooler.ts'
import { openPostgres } from './engine.ts'
import type { Database } from './engine.ts'

const names = [
  'synchronous_commit',
  'statement_timeout',
  'lock_timeout',
  'idle_in_transaction_session_timeout',
  'timezone',
  'client_encoding',
  'transaction_isolation',
]
const expected = ['on', '10s', '4s', '30s', 'UTC', 'UTF8', 'read committed']

function openAt(t: TestContext, url: string): Database {
  const database = openPostgres(url, { connectionsMax: 2 })
  t.after(() => database.close())
  return database
}

/** A database whose defaults are all wrong. */
async function freshUnfitUrl(t: TestContext): Promise<string> {
  const url = await freshPostgresUrl()
  const name = new URL(url).pathname.slice(1)
  const { db } = openAt(t, url)
  for (const [setting, value] of [
    ['timezone', 'Asia/Tokyo'],
    ['default_transaction_isolation', 'serializable'],
    ['client_encoding', 'LATIN1'],
    ['synchronous_commit', 'off'],
  ])
    await sql.raw(`alter database ${name} set ${setting} = '${value}'`).execute(db)
  await sql`create table stated (name text, value text)`.execute(db)
  return url
}

const stateOf = (db: Database['db']) =>
  sql<{ value: string }>`
    select current_setting(name) as value from unnest(${names}::text[]) with ordinality as list(name, place)
    order by place`
    .execute(db)
    .then(({ rows }) => rows.map(({ value }) => value))

test('a session states what it needs, in transactions and outside', async (t) => {
  const { db } = openAt(t, await freshUnfitUrl(t))
  assert.deepEqual(await stateOf(db), expected)
  assert.deepEqual(await db.transaction().execute(stateOf), expected)
})

test('behind a pooler each transaction and each write states it, and leaves nothing to others', async (t) => {
  const url = await freshUnfitUrl(t)
  const { db } = openAt(t, await startPooler(t, url))
  assert.deepEqual(await db.transaction().execute(stateOf), expected)
  await sql`insert into stated select name, current_setting(name) from unnest(${names}::text[]) as list(name)`.execute(
    db,
  )
  const { rows } = await sql<{ value: string }>`select value from stated`.execute(db)
  assert.deepEqual(
    rows.map(({ value }) => value),
    expected,
  )
  assert.equal((await stateOf(db))[0], 'off', 'what a transaction states ends with it')
  await assert.rejects(
    sql`insert into stated select name from nowhere`.execute(db),
    /"nowhere" does not exist/u,
  )
  await sql`insert into stated values ('after', 'a failure')`.execute(db)
})

test('a stronger durability than ours is kept', async (t) => {
  const url = await freshPostgresUrl()
  const name = new URL(url).pathname.slice(1)
  await sql
    .raw(`alter database ${name} set synchronous_commit = 'remote_apply'`)
    .execute(openAt(t, url).db)
  assert.equal((await stateOf(openAt(t, url).db))[0], 'remote_apply')
})
