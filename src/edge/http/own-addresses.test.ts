import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createOwnAddresses } from './own-addresses.ts'

const bank = createOwnAddresses({
  publicUrl: 'https://bank.example',
  publicTlsUrl: 'https://mtls.bank.example:8443',
  isNamed: true,
  listensOn: '0.0.0.0',
})
const tryOut = createOwnAddresses({
  publicUrl: 'http://127.0.0.1:8080',
  publicTlsUrl: 'https://127.0.0.1:8443',
  isNamed: false,
  listensOn: 'desk.lan',
})

test('with PUBLIC_URL only the public hosts are ours', () => {
  for (const host of [
    'bank.example',
    'BANK.example:443',
    'mtls.bank.example:8443',
    'mtls.bank.example',
  ])
    assert.equal(bank.isOwnHost(host), true, host)
  for (const host of [
    undefined,
    '',
    'bank.example:8443',
    'bank.example.evil.example',
    'evil.example',
    '127.0.0.1:8080',
    'localhost',
    'user@bank.example',
    'bank.example/evil.example',
    'evil.example, bank.example',
  ])
    assert.equal(bank.isOwnHost(host), false, String(host))
})

test('without PUBLIC_URL no name is ours that a stranger’s DNS could point here', () => {
  for (const host of [
    '127.0.0.1:8080',
    'localhost:9000',
    'app.localhost',
    '[::1]:8080',
    '192.0.2.7',
    '[2001:db8::7]:8080',
    'desk.lan:8080',
  ])
    assert.equal(tryOut.isOwnHost(host), true, host)
  for (const host of ['rebind.evil.example', 'localhost.evil.example', '127.0.0.1.evil.example'])
    assert.equal(tryOut.isOwnHost(host), false, host)
})

test('an origin is ours by configuration, or where the connection itself ends', () => {
  const here = { localAddress: '::ffff:192.0.2.7', localPort: 8080 }
  for (const origin of [
    'http://127.0.0.1:8080',
    'https://127.0.0.1:8443',
    'http://localhost:8080',
    'http://192.0.2.7:8080',
    'http://desk.lan:8080',
  ])
    assert.equal(tryOut.isOwnOrigin(origin, here), true, origin)
  for (const origin of [
    'null',
    'http://localhost:3000',
    'https://localhost:8080',
    'http://192.0.2.8:8080',
    'http://rebind.evil.example:8080',
  ])
    assert.equal(tryOut.isOwnOrigin(origin, here), false, origin)
  assert.equal(bank.isOwnOrigin('https://mtls.bank.example:8443', here), true)
  assert.equal(bank.isOwnOrigin('http://192.0.2.7:8080', here), false)
})
