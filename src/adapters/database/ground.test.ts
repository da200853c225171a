import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { systemClock } from '#src/kit/clock.ts'
import { Hidden } from '#src/kit/hidden.ts'
import { systemRandom } from '#src/kit/random.ts'
import { RefusedError } from '#src/kit/refused-error.ts'
import { lockDataDirectory } from './embedded-lock.ts'
import { openSqlite } from './engine.ts'
import { bindInstallation } from './installation.ts'
import { migrate } from './migrate.ts'
import { createSealedKeys } from './sealed-keys.ts'

function temporaryDirectory(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'portico-ground-'))
  t.after(() => rm(directory, { recursive: true }))
  return directory
}

async function openStore(t: TestContext) {
  const database = openSqlite(join(temporaryDirectory(t), 'portico.sqlite'))
  t.after(() => database.close())
  await migrate(database)
  const keysWith = (secret: string) =>
    createSealedKeys({
      database,
      secret: new Hidden(secret),
      clock: systemClock,
      random: systemRandom,
    })
  return { database, keysWith }
}

test('a key is made once, comes back the same and is not readable in the store', async (t) => {
  const { database, keysWith } = await openStore(t)
  const keys = keysWith('secret-one')
  assert.equal(await keys.loadOrCreateKey('sandbox', 'jwks', async () => 'first'), 'first')
  assert.equal(await keys.loadOrCreateKey('sandbox', 'jwks', async () => 'second'), 'first')
  const row = await database.db.selectFrom('sealed_keys').selectAll().executeTakeFirstOrThrow()
  assert.doesNotMatch(row.sealed, /first/u)
})

test('processes that make the same key at the same time all end up with one', async (t) => {
  const { keysWith } = await openStore(t)
  const values = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      keysWith('secret').loadOrCreateKey('sandbox', 'jwks', async () => `key-${index}`),
    ),
  )
  assert.equal(new Set(values).size, 1)
})

test('another secret, a touched row and a key moved to another name are refused with a line on PORTICO_SECRET', async (t) => {
  const { database, keysWith } = await openStore(t)
  await keysWith('secret-one').assertSecretFits()
  const refused = (error: unknown) =>
    error instanceof RefusedError && /PORTICO_SECRET does not fit this store/u.test(error.message)
  await assert.rejects(keysWith('secret-two').assertSecretFits(), refused)
  await keysWith('secret-one').loadOrCreateKey('sandbox', 'a', async () => 'key')
  await database.db.updateTable('sealed_keys').set({ name: 'b' }).where('name', '=', 'a').execute()
  const moved = keysWith('secret-one').loadOrCreateKey('sandbox', 'b', async () => 'other')
  await assert.rejects(moved, refused)
})

test('a store stays with the bank pack of its first start', async (t) => {
  const { database } = await openStore(t)
  await bindInstallation(database, { bank: 'norrsken' })
  await bindInstallation(database, { bank: 'norrsken' })
  await assert.rejects(
    bindInstallation(database, { bank: 'akerskog' }),
    /belongs to the bank pack "norrsken", not to "akerskog".*PORTICO_BANK=norrsken/u,
  )
})

test('a second server on one data directory is refused until the first one stops', (t) => {
  const directory = temporaryDirectory(t)
  const first = lockDataDirectory(directory)
  assert.throws(() => lockDataDirectory(directory), /Another Portico server already uses/u)
  first.release()
  lockDataDirectory(directory).release()
})

test('the lock of a server that was killed is gone', async (t) => {
  const directory = temporaryDirectory(t)
  const module = JSON.stringify(join(import.meta.dirname, 'embedded-lock.ts'))
  const script = `const { lockDataDirectory } = await import(${module})
    globalThis.lock = lockDataDirectory(${JSON.stringify(directory)})
    process.stdout.write('locked'); setInterval(() => globalThis.lock, 1000)`
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(holder.stdout, 'data')
  assert.throws(() => lockDataDirectory(directory), RefusedError)
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  lockDataDirectory(directory).release()
})

test('a writer of another process is waited for, not answered with an error', async (t) => {
  const directory = temporaryDirectory(t)
  const [one, two] = [1, 2].map(() => openSqlite(join(directory, 'portico.sqlite')))
  assert.ok(one && two)
  t.after(() => Promise.all([one.close(), two.close()]))
  await migrate(one)
  const module = JSON.stringify(join(import.meta.dirname, 'engine.ts'))
  const script = `const { openSqlite } = await import(${module})
    const { db } = openSqlite(${JSON.stringify(join(directory, 'portico.sqlite'))})
    process.stdout.write('ready')
    for (let index = 0; index < 200; index += 1) await db.transaction().execute(async (trx) => {
      await trx.selectFrom('installation').selectAll().execute()
      await trx.insertInto('installation').values({ name: 'b' + index, value: '' }).execute()
    })`
  const other = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(other, 'exit')
  await once(other.stdout, 'data')
  for (let index = 0; index < 200; index += 1) {
    await two.db.transaction().execute(async (transaction) => {
      await transaction.selectFrom('installation').selectAll().execute()
      await transaction
        .insertInto('installation')
        .values({ name: `a${index}`, value: '' })
        .execute()
    })
  }
  assert.deepEqual(await exited, [0, null])
  const rows = await one.db.selectFrom('installation').select('name').execute()
  assert.equal(rows.length, 400)
})
