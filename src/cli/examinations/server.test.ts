import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadConfig } from '#src/config/config.ts'
import { freshPostgresUrl } from '#test/harness.ts'
import { startPooler } from '#test/pooler.ts'
import { examineServer } from './server.ts'

const look = async (environment: Record<string, string>) => {
  const PORTICO_SECRET = 'a-secret-that-is-long-enough-for-the-test'
  const config = loadConfig({ PORTICO_SECRET, ...environment })
  const findings = await examineServer({ config, isRunning: false })
  return findings.map(({ state, text }) => `${state}: ${text}`).join('\n')
}

test('the doctor names what the server cannot promise, and what is heard through a pooler', async (t) => {
  const url = await freshPostgresUrl()
  const direct = await look({ DATABASE_URL: url })
  assert.match(direct, /^unsafe: The server runs with fsync = off/mu)
  assert.match(direct, /^unsafe: The server runs with full_page_writes = off/mu)
  assert.match(direct, /^note: The server's synchronous_commit is off/mu)
  assert.match(direct, /^fine: Changes by other processes are heard$/mu)
  assert.doesNotMatch(direct, /pooler/u)
  const pooled = await look({
    DATABASE_URL: await startPooler(t, url),
    LISTEN_DATABASE_URL: await freshPostgresUrl(), // another database: nothing is heard there
  })
  assert.match(pooled, /^note: A pooler stands between/mu)
  assert.match(pooled, /^unsafe: Changes by other processes are not heard/mu)
})

test('the doctor stops at a database that takes no writes', async () => {
  const url = new URL(await freshPostgresUrl())
  url.searchParams.set('options', '-c default_transaction_read_only=on')
  assert.match(await look({ DATABASE_URL: url.href }), /^stops: The database takes no writes/mu)
})
