import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isOwnHost } from './own-host.ts'

test('an address is the TPP’s own when its host is a name of the certificate or below it', () => {
  const domains = ['Example-TPP.com', '*.other.example']
  const own = [
    'example-tpp.com',
    'www.example-TPP.com',
    'a.b.example-tpp.com',
    'push.other.example',
  ]
  for (const host of own) assert.ok(isOwnHost(`https://${host}:8443/push`, domains), host)
  const foreign = ['other.example', 'notexample-tpp.com', 'example-tpp.com.evil.example', '1.1.1.1']
  for (const host of foreign) assert.ok(!isOwnHost(`https://${host}/push`, domains), host)
})

test('a certificate without a host name leaves the address to the TPP', () => {
  assert.ok(isOwnHost('https://anything.example/', []))
})
