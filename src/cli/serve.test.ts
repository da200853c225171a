import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadConfig } from '#src/config/config.ts'
import { welcome } from './serve.ts'

const addresses = { url: 'http://127.0.0.1:8080', tlsUrl: 'https://127.0.0.1:8443' }
const greet = (environment: Record<string, string>) => welcome(loadConfig(environment), addresses)

test('a HOST beyond loopback without PUBLIC_URL starts with one plain warning', () => {
  const warnings = (environment: Record<string, string>) =>
    greet(environment).match(/Warning: .*/gu) ?? []
  for (const HOST of ['0.0.0.0', '::', '192.0.2.2', 'desk.lan'])
    assert.match(warnings({ HOST }).join('|'), /^Warning: Other machines reach HOST [^|]+$/u, HOST)
  for (const HOST of ['127.0.0.1', '127.0.0.2', '::1', 'localhost'])
    assert.deepEqual(warnings({ HOST }), [], HOST)
  assert.deepEqual(warnings({ HOST: '0.0.0.0', PUBLIC_URL: 'http://localhost:8080' }), [])
})
