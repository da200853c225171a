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

test('nothing but the public internet may be called', () => {
  const isOpen = createTargetGuard([])
  for (const address of closed) assert.equal(isOpen(address), false, address)
  for (const address of ['1.1.1.1', '172.32.0.1', '::ffff:1.1.1.1', '2606:4700::1111'])
    assert.equal(isOpen(address), true, address)
})

test('an allowed network is open, in its mapped form too, and no other', () => {
  const isOpen = createTargetGuard(['127.0.0.0/8', 'fd00:1::/32'])
  for (const address of ['127.0.0.1', '::ffff:127.0.0.1', 'fd00:1::5'])
    assert.equal(isOpen(address), true, address)
  for (const address of ['10.0.0.1', '::1', 'fd00:2::5']) assert.equal(isOpen(address), false)
})
