import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Log } from '#src/kit/log.ts'
import { createCallerAddresses, toLimitedSource } from './caller-address.ts'

const hour = 3_600_000

function createDoor(...trustedProxies: string[]) {
  const warnings: object[] = []
  const time = { now: 1 }
  const log = { warn: (facts: object) => void warnings.push(facts) } as unknown as Log // nothing else is called
  const addresses = createCallerAddresses({ trustedProxies, log, clock: { now: () => time.now } })
  const addressOf = (remoteAddress: string | undefined, forwarded?: string) =>
    addresses.addressOf({
      socket: { remoteAddress },
      headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    })
  return { addressOf, warnings, time }
}

test('nobody is believed without being named', () => {
  const { addressOf } = createDoor()
  assert.equal(addressOf('127.0.0.1', '203.0.113.9'), '127.0.0.1')
  assert.equal(addressOf('10.0.0.2', '203.0.113.9'), '10.0.0.2')
  assert.equal(addressOf(undefined, '203.0.113.9'), '')
})

test('behind trusted proxies the right-most address that is none of them counts', () => {
  const { addressOf } = createDoor('127.0.0.0/8', '10.0.0.0/8', 'fd00::/8')
  const cases: [string, string, string][] = [
    ['127.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['127.0.0.1', '198.51.100.1, 203.0.113.9', '203.0.113.9'],
    ['127.0.0.1', '198.51.100.1, 203.0.113.9, 10.1.2.3', '203.0.113.9'],
    ['fd00::1', '203.0.113.9,fd00::2', '203.0.113.9'],
    ['127.0.0.1', '10.1.2.3, 10.1.2.4', '10.1.2.3'],
    ['203.0.113.1', '198.51.100.1', '203.0.113.1'],
  ]
  for (const [peer, forwarded, address] of cases)
    assert.equal(addressOf(peer, forwarded), address, forwarded)
  assert.equal(addressOf('127.0.0.1'), '127.0.0.1')
})

test('what is no address ends the walk, and nothing beyond it is read', () => {
  const { addressOf } = createDoor('127.0.0.0/8', '10.0.0.0/8')
  for (const wrong of [
    '',
    'unknown',
    '_hidden',
    '300.1.1.1',
    '1.2.3',
    '01.2.3.4',
    'fe80::1%eth0',
    '[203.0.113.9]',
    'for=203.0.113.9',
    '203.0.113.9 ;',
  ]) {
    assert.equal(addressOf('127.0.0.1', wrong), '127.0.0.1', wrong)
    assert.equal(addressOf('127.0.0.1', `203.0.113.9, ${wrong}, 10.0.0.7`), '10.0.0.7', wrong)
  }
})

test('one address has one spelling, with or without a port', () => {
  const { addressOf } = createDoor('127.0.0.0/8')
  for (const spelling of ['2001:DB8:0:0::1', '[2001:db8::1]', '[2001:db8::1]:4711'])
    assert.equal(addressOf('::ffff:127.0.0.1', spelling), '2001:db8::1', spelling)
  for (const spelling of ['203.0.113.9:4711', '::ffff:203.0.113.9', '::ffff:cb00:7109'])
    assert.equal(addressOf('::ffff:7f00:1', spelling), '203.0.113.9', spelling)
  assert.equal(addressOf('fe80::1%eth0'), 'fe80::1')
})

test('a trusted network may be written as IPv4 inside IPv6', () => {
  const { addressOf } = createDoor('::ffff:10.0.0.0/104')
  assert.equal(addressOf('10.9.9.9', '203.0.113.9'), '203.0.113.9')
  assert.equal(addressOf('11.9.9.9', '203.0.113.9'), '11.9.9.9')
})

test('a limit counts an IPv4 address and the /64 of an IPv6 address', () => {
  assert.equal(toLimitedSource('203.0.113.9'), '203.0.113.9')
  assert.equal(toLimitedSource(''), '')
  const one = toLimitedSource('2001:db8:1:2:3:4:5:6')
  assert.equal(one, '2001:db8:1:2::/64')
  assert.equal(toLimitedSource('2001:db8:1:2::9'), one)
  assert.notEqual(toLimitedSource('2001:db8:1:3::9'), one)
  assert.equal(toLimitedSource('2001:db8::1'), '2001:db8:0:0::/64')
  assert.equal(toLimitedSource('::1'), '0:0:0:0::/64')
})

test('a header from a proxy that nobody named is logged once an hour, without a person’s address', () => {
  const { addressOf, warnings, time } = createDoor('127.0.0.0/8')
  addressOf('127.0.0.1', '203.0.113.9')
  assert.deepEqual(warnings, [])
  addressOf('10.0.0.2', '203.0.113.9')
  addressOf('10.0.0.2', '203.0.113.9')
  assert.deepEqual(warnings, [{ from: '10.0.0.2' }])
  time.now += hour
  addressOf('198.51.100.1', '203.0.113.9')
  assert.deepEqual(warnings, [{ from: '10.0.0.2' }, {}])
})
