/** The sandbox bank's authentications in both engines. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { connectOrStartPostgres } from '#test/postgres.ts'
import { openPostgres, openSqlite } from '../engine.ts'
import { migrate } from '../migrate.ts'
import { createSandboxAuthenticationStore } from './sandbox-authentication-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'portico-sandbox-authentications-'))
const postgres = await connectOrStartPostgres()
const databases = [
  openSqlite(join(folder, 'test.db')),
  openPostgres(await postgres.url(`sandbox_authentications_${process.pid}`)),
]
for (const database of databases) await migrate(database)

after(async () => {
  for (const database of databases) await database.close()
  await postgres.stop()
  rmSync(folder, { recursive: true })
})

for (const { engine, db } of databases) {
  describe(engine, () => {
    const store = createSandboxAuthenticationStore(db)
    const make = async (worldId: string, reference: string, expiresAt = 10) => {
      const key = { realm: 'sandbox', worldId, reference }
      await store.create({ ...key, kind: 'app', state: 'pending', startedAt: 1, expiresAt })
      return key
    }

    test('what was created is found again, in its own World and realm only', async () => {
      const key = await make('w1', 'found')
      const whole = { ...key, kind: 'app', state: 'pending', startedAt: 1, expiresAt: 10 }
      assert.deepEqual(await store.find(key), whole)
      assert.equal(await store.find({ ...key, worldId: 'w9' }), undefined)
      assert.equal(await store.find({ ...key, realm: 'live' }), undefined)
    })

    test('what waits in an app is listed: no challenge, nothing late, nothing of another World', async () => {
      const key = await make('w7', 'waiting', 100)
      await make('w7', 'late', 10)
      await make('w8', 'elsewhere', 100)
      const challenge = { realm: 'sandbox', worldId: 'w7', reference: 'otp' }
      const times = { startedAt: 1, expiresAt: 100 }
      await store.create({ ...challenge, kind: 'challenge', state: 'pending', ...times })
      const found = await store.listPending({ realm: 'sandbox', worldId: 'w7' }, 50)
      assert.deepEqual(
        found.map(({ reference }) => reference),
        ['waiting'],
      )
      await store.end(key, { state: 'cancelled' })
      assert.deepEqual(await store.listPending({ realm: 'sandbox', worldId: 'w7' }, 50), [])
    })

    test('of two that end one at once only one wins, and the winner stays', async () => {
      const key = await make('w1', 'raced')
      const ends = await Promise.all([
        store.end(key, { state: 'cancelled' }),
        store.end(key, { state: 'complete', customerId: 'astrid' }),
      ])
      assert.equal(ends.filter(Boolean).length, 1)
      const found = await store.find(key)
      assert.equal(found?.state, ends[0] ? 'cancelled' : 'complete')
      assert.equal(found?.customerId, ends[0] ? undefined : 'astrid')
    })

    test('one of another World cannot be ended', async () => {
      const key = await make('w1', 'foreign')
      assert.equal(await store.end({ ...key, worldId: 'w2' }, { state: 'failed' }), false)
      assert.equal((await store.find(key))?.state, 'pending')
    })

    test('those of a World that ran out are deleted, others stay', async () => {
      const [old, young] = [await make('w3', 'old', 10), await make('w3', 'young', 30)]
      const other = await make('w4', 'other', 10)
      assert.equal(await store.deleteExpired({ realm: 'sandbox', worldId: 'w3' }, 20), 1)
      assert.equal(await store.find(old), undefined)
      assert.ok(await store.find(young))
      assert.ok(await store.find(other))
    })
  })
}
