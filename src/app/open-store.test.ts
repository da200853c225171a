import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { loadConfig } from '#src/config/config.ts'
import { openOrMakeStore, openStore } from './open-store.ts'

function dataDirectory(t: TestContext): string {
  const parent = mkdtempSync(join(tmpdir(), 'portico-open-'))
  t.after(() => rm(parent, { recursive: true }))
  return join(parent, 'data')
}

test('the first embedded start makes a secret only its owner can read, and later ones use it', async (t) => {
  const PORTICO_DATA = dataDirectory(t)
  const secrets: string[] = []
  for (let start = 0; start < 2; start += 1) {
    const { database, secret } = await openOrMakeStore(loadConfig({ PORTICO_DATA }))
    secrets.push(secret.reveal())
    await database.close()
  }
  assert.equal(secrets[0], secrets[1])
  assert.equal((secrets[0]?.length ?? 0) >= 64, true)
  assert.equal(readFileSync(join(PORTICO_DATA, 'secret'), 'utf8').trim(), secrets[0])
  assert.equal(statSync(join(PORTICO_DATA, 'secret')).mode & 0o777, 0o600)
  assert.equal(statSync(PORTICO_DATA).mode & 0o777, 0o700)
})

test('a secret that is given is used and not written down', async (t) => {
  const PORTICO_DATA = dataDirectory(t)
  const PORTICO_SECRET = 'a-secret-that-is-long-enough-for-the-test'
  const { database, secret } = await openOrMakeStore(loadConfig({ PORTICO_DATA, PORTICO_SECRET }))
  await database.close()
  assert.equal(secret.reveal(), PORTICO_SECRET)
  assert.throws(() => statSync(join(PORTICO_DATA, 'secret')), { code: 'ENOENT' })
})

test('a database that does not answer is refused with a line that names DATABASE_URL and hides the password', async () => {
  const config = loadConfig({
    DATABASE_URL: 'postgres://portico:hunter2@127.0.0.1:1/portico',
    PORTICO_SECRET: 'a-secret-that-is-long-enough-for-the-test',
  })
  await assert.rejects(
    openStore(config),
    (error: Error) =>
      /DATABASE_URL cannot be reached/u.test(error.message) && !error.message.includes('hunter2'),
  )
})

test('a data directory that cannot be made is refused with a line that names it', async () => {
  const config = loadConfig({ PORTICO_DATA: '/proc/portico/data' })
  await assert.rejects(
    openOrMakeStore(config),
    /data directory \/proc\/portico\/data cannot be used/u,
  )
})
