import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readTestData, toPlace } from './read-test-data.ts'

test('JSON and YAML are read alike, tabs and Windows line ends too', () => {
  const value = { customers: [{ psuId: 'a', otp: '0123' }] }
  for (const text of [
    JSON.stringify(value, undefined, '\t'),
    JSON.stringify(value, undefined, 2).replaceAll('\n', '\r\n'),
    "customers:\n  - psuId: a\n    otp: '0123'\n",
  ]) {
    const read = readTestData(text)
    assert.ok(read.outcome === 'read', text)
    assert.deepEqual(read.value, value)
  }
})

test('the line of a place is found, and of the nearest place above it when it is missing', () => {
  const read = readTestData(
    'customers:\n  - psuId: a\naccounts:\n  - iban: x\n    owners:\n      - b\n',
  )
  assert.ok(read.outcome === 'read')
  assert.equal(read.lineOf('/accounts/0/iban'), 4)
  assert.equal(read.lineOf('/accounts/0/owners/0'), 6)
  assert.equal(read.lineOf('/accounts/0/name'), 4)
  assert.equal(read.lineOf(''), 1)
  assert.equal(toPlace('/accounts/0/owners/1'), 'accounts[0].owners[1]')
})

test('what cannot be read is refused with its line, however it is broken', () => {
  const bomb = `a: &a [x, x]\n${'bcdefghij'
    .split('')
    .map((name, index) => `${name}: &${name} [*${'abcdefghij'[index]}, *${'abcdefghij'[index]}]`)
    .join('\n')}\n`
  for (const [text, line] of [
    ['customers:\n  - psuId: a\n   otp: 1\n', 3],
    ['{\n  "customers": [\n}\n', 3],
    ['a: 1\na: 2\n', 2],
    [bomb, 1],
    ['['.repeat(100_000), undefined],
  ] as const) {
    const read = readTestData(text)
    assert.ok(read.outcome === 'unreadable', text.slice(0, 40))
    if (line !== undefined) assert.equal(read.line, line, read.reason)
  }
})
