import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isFromElsewhere } from './is-from-elsewhere.ts'
import { createOwnAddresses } from './own-addresses.ts'

const own = createOwnAddresses({
  publicUrl: 'https://bank.example',
  publicTlsUrl: 'https://mtls.bank.example',
  isNamed: true,
  listensOn: '127.0.0.1',
})
const post = (headers: Record<string, string>) => ({ method: 'POST', headers, socket: {} })

test('a form of another site is told by its metadata or its origin', () => {
  const host = 'bank.example'
  for (const headers of [
    { host, 'sec-fetch-site': 'cross-site' },
    { host, 'sec-fetch-site': 'same-site' },
    { host, origin: 'https://evil.example' },
    { host, origin: 'null' },
    { host, origin: 'https://bank.example.evil.example' },
    { host: 'evil.example', origin: 'https://evil.example' },
    { host: '127.0.0.1:8443', origin: 'https://127.0.0.1:8443' },
  ])
    assert.equal(isFromElsewhere(post(headers), own), true, JSON.stringify(headers))
})

test('our own form passes, by either public address or from a browser that says nothing', () => {
  for (const headers of [
    { host: 'bank.example', origin: 'https://bank.example', 'sec-fetch-site': 'same-origin' },
    { host: 'mtls.bank.example', origin: 'https://mtls.bank.example' },
    { host: '10.0.0.1:8080', origin: 'https://bank.example' },
    { host: 'bank.example' },
  ])
    assert.equal(isFromElsewhere(post(headers), own), false, JSON.stringify(headers))
})
