import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadConfig } from '#src/config/config.ts'
import { examineProxies } from './proxies.ts'

const PUBLIC_URL = 'https://bank.example'
const SMTP_URL = 'smtp://127.0.0.1:25'

async function judge(environment: Record<string, string>) {
  const config = loadConfig({ SMTP_URL, ...environment })
  const found = await examineProxies({ config, isRunning: false })
  return found.map(({ state }) => state).join()
}

test('the doctor warns when limits fall on one address, or count whom anybody names', async () => {
  assert.equal(await judge({ PUBLIC_URL }), 'unsafe')
  assert.equal(await judge({ PUBLIC_URL: 'http://bank.example' }), 'unsafe')
  for (const TRUSTED_PROXIES of ['0.0.0.0/0', '10.0.0.0/8,::/0'])
    assert.equal(await judge({ PUBLIC_URL, TRUSTED_PROXIES }), 'unsafe', TRUSTED_PROXIES)
})

test('the doctor is content with named proxies, with none, and on a developer’s machine', async () => {
  assert.equal(await judge({ PUBLIC_URL, TRUSTED_PROXIES: '10.0.0.0/8' }), 'fine')
  assert.equal(await judge({ PUBLIC_URL, TLS_PORT: '443' }), '')
  assert.equal(await judge({ PUBLIC_URL: 'http://bank.example:8080' }), '')
  assert.equal(await judge({}), '')
  assert.equal(await judge({ PUBLIC_URL: 'http://localhost:9000' }), '')
})
