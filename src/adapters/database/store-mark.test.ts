import assert from 'node:assert/strict'
import { copyFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { systemClock } from '#src/kit/clock.ts'
import { systemRandom } from '#src/kit/random.ts'
import { temporaryDirectory } from '#test/harness.ts'
import { openSqlite } from './engine.ts'
import { migrate } from './migrate.ts'
import { createStoreMark, findMissingChanges } from './store-mark.ts'
import { createStores } from './stores.ts'
import { createTransact } from './unit-of-work.ts'

test('half a write-ahead log is noticed, a whole one is not', async (t) => {
  const directory = await temporaryDirectory(t)
  const database = openSqlite(join(directory, 'portico.sqlite'))
  t.after(() => database.close())
  await migrate(database)
  await sql`pragma wal_checkpoint(truncate)`.execute(database.db)
  const transact = createTransact({
    database,
    createStores,
    clock: systemClock,
    random: systemRandom,
    auditKey: systemRandom.bytes(32),
  })
  const note = createStoreMark(database, directory)
  assert.equal(await note(), false, 'there is nothing to note')
  for (const id of ['app_1', 'app_2', 'app_3'])
    await transact(async ({ audit }) => {
      const actor = { kind: 'operator' } as const
      audit.record({ actor, action: 'app.created', subject: { kind: 'app', id } })
    })
  assert.equal(await note(), true)
  assert.equal(await note(), false, 'noted already')

  const judge = async (name: string, logBytes: (whole: number) => number) => {
    const copy = join(directory, name)
    await mkdir(copy)
    for (const file of ['portico.sqlite', 'portico.sqlite-wal', 'store-mark'])
      copyFileSync(join(directory, file), join(copy, file))
    const log = join(copy, 'portico.sqlite-wal')
    truncateSync(log, logBytes(statSync(log).size))
    const opened = openSqlite(join(copy, 'portico.sqlite'))
    try {
      return await findMissingChanges(opened, copy)
    } finally {
      await opened.close()
    }
  }
  assert.equal(await judge('whole', (bytes) => bytes), undefined)
  for (const [name, share] of Object.entries({ half: 2, most: 1.1 }))
    assert.match(
      (await judge(name, (bytes) => Math.floor(bytes / share))) ?? '',
      /lacks changes that were confirmed: audit entry 3 of chain_/u,
    )
  assert.match((await judge('none', () => 0)) ?? '', /lacks changes that were confirmed/u)

  writeFileSync(join(directory, 'store-mark'), '{"chainId":')
  assert.equal(await findMissingChanges(database, directory), undefined, 'half a note is none')
})
