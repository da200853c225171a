import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isFromElsewhere } from './is-from-elsewhere.ts'

const publicUrl = 'https://bank.example'
const post = (headers: Record<string, string>) => ({ method: 'POST', headers })

test('a form of another site is told by its metadata or its origin', () => {
  const host = 'bank.example'
  for (const headers of [
    { host, 'sec-fetch-site': 'cross-site' },
    { host, 'sec-fetch-site': 'same-site' },
    { host, origin: 'https://evil.example' },
    { host, origin: 'null' },
    { host, origin: 'https://bank.example.evil.example' },
  ])
    assert.equal(isFromElsewhere(post(headers), publicUrl), true, JSON.stringify(headers))
})

test('our own form passes, by host, by public address or from a browser that says nothing', () => {
  for (const headers of [
    { host: 'bank.example', origin: 'https://bank.example', 'sec-fetch-site': 'same-origin' },
    { host: '10.0.0.1:8080', origin: 'https://bank.example' },
    { host: '127.0.0.1:8443', origin: 'https://127.0.0.1:8443' },
    { host: 'bank.example' },
  ])
    assert.equal(isFromElsewhere(post(headers), publicUrl), false, JSON.stringify(headers))
})
