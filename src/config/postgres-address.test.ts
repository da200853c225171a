import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parsePostgresAddress } from './postgres-address.ts'

test('each host becomes an address of its own, with everything else kept', () => {
  const parsed = parsePostgresAddress(
    'postgres://me:p%40ss@a:5432,[::1]:5433,c/db?target_session_attrs=primary&sslmode=verify-full',
  )
  assert.deepEqual(parsed, {
    target: 'primary',
    hosts: ['a:5432', '[::1]:5433', 'c'].map(
      (host) => `postgres://me:p%40ss@${host}/db?sslmode=verify-full`,
    ),
  })
})

test('one host may be anything unless the address says more, of several the writable one is meant', () => {
  assert.deepEqual(parsePostgresAddress('postgresql://a/db'), {
    target: 'any',
    hosts: ['postgresql://a/db'],
  })
  assert.equal(parsePostgresAddress('postgres://a,b/db')?.target, 'read-write')
  assert.equal(
    parsePostgresAddress('postgres://a/db?target_session_attrs=read-write')?.target,
    'read-write',
  )
})

test('what is no such address is not taken for one', () => {
  for (const text of [
    'mysql://a/db',
    'postgres:///db',
    'postgres://a,/db',
    'postgres://a:x/db',
    'postgres://a,b/db?target_session_attrs=standby',
    'a,b',
  ])
    assert.equal(parsePostgresAddress(text), undefined, text)
})
