import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTargetGuard } from './target-guard.ts'

const closed = [
  '127.0.0.1',
  '0.0.0.0',
  '10.0.0.1',
  '100.64.0.1',
  '169.254.169.254',
  '172.31.255.255',
  '192.168.1.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:10.0.0.1',
  '64:ff9b::a00:1',
  '2002:7f00:1::',
  'fc00::1',
  'fe80::1',
  'fe80::1%lo',
  'ff02::1',
]

const at = (address: string, port = 443, host = 'named.example') => ({ host, port, address })

test('nothing but the public internet may be called, and on the port of https alone', () => {
  const isOpen = createTargetGuard([])
  for (const address of closed) assert.equal(isOpen(at(address)), false, address)
  for (const address of ['1.1.1.1', '172.32.0.1', '::ffff:1.1.1.1', '2606:4700::1111']) {
    assert.equal(isOpen(at(address)), true, address)
    for (const port of [22, 80, 8443]) assert.equal(isOpen(at(address, port)), false, address)
  }
})

test('an allowed network is open on every port, in its mapped form too, and no other', () => {
  const isOpen = createTargetGuard(['127.0.0.0/8', 'fd00:1::/32'])
  for (const address of ['127.0.0.1', '::ffff:127.0.0.1', 'fd00:1::5'])
    for (const port of [443, 8443]) assert.equal(isOpen(at(address, port)), true, address)
  for (const address of ['10.0.0.1', '::1', 'fd00:2::5'])
    assert.equal(isOpen(at(address)), false, address)
})

test('an allowed place is that host on that port, wherever it leads', () => {
  const isOpen = createTargetGuard(['TPP.example:8443', '10.1.2.3:443', '[fd00::1]:9443'])
  assert.ok(isOpen(at('10.0.0.1', 8443, 'tpp.example')))
  assert.ok(isOpen(at('10.1.2.3', 443, '10.1.2.3')))
  assert.ok(isOpen(at('fd00::1', 9443, '[fd00::1]')))
  assert.ok(!isOpen(at('1.1.1.1', 8443, 'other.example')))
  assert.ok(!isOpen(at('10.0.0.1', 443, 'tpp.example')))
  assert.ok(!isOpen(at('10.1.2.3', 443, 'leads.example')))
})
