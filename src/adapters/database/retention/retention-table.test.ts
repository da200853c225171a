/** Holds the retention table against the schema and against the page for operators. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { sql } from 'kysely'
import { eachStore } from '#test/harness.ts'
import type { Database } from '../engine.ts'
import { renderRetentionPage } from './describe-retention.ts'
import { listUncovered } from './retention-table.ts'

async function listTables({ db }: Database): Promise<string[]> {
  return (await db.introspection.getTables()).map(({ name }) => name)
}

eachStore('every table of the store has a row that says how long it is kept', async (open) => {
  const database = await open()
  assert.deepEqual(listUncovered(await listTables(database)), [])
  await sql`create table planted_diary (note text)`.execute(database.db)
  assert.deepEqual(listUncovered(await listTables(database)), ['planted_diary'])
})

test('the page for operators is the table', async () => {
  const page = new URL('../../../../docs/operating/retention.md', import.meta.url)
  const advice = 'write it anew: npm run portico -- config docs'
  assert.equal(await readFile(page, 'utf8'), renderRetentionPage(), advice)
})
