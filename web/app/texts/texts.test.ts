import assert from 'node:assert/strict'
import { test } from 'node:test'
import { en, type TextKey } from './en.ts'
import { sayFor, sayWait } from './say.ts'
import { sv } from './sv.ts'

const holes = (text: string): string[] => (text.match(/\{\{\w+\}\}/gu) ?? []).toSorted()

test('both languages have the same keys', () => {
  assert.deepEqual(Object.keys(sv).toSorted(), Object.keys(en).toSorted())
})

test('a text has the same values to fill in in both languages, and is never empty', () => {
  // Object.keys widens; the keys come from `en` itself.
  for (const key of Object.keys(en) as TextKey[]) {
    assert.deepEqual(holes(sv[key]), holes(en[key]), key)
    assert.ok(en[key].trim() !== '' && sv[key].trim() !== '', key)
  }
})

test('values and plural forms are filled in, in the language asked for', () => {
  assert.equal(sayWait(sayFor('en'), 1), 'one second')
  assert.equal(sayWait(sayFor('en'), 300), '5 minutes')
  assert.equal(sayWait(sayFor('sv'), 300), '5 minuter')
  assert.match(sayFor('sv')('account.address', { email: 'a<b@example.com' }), /a<b@example\.com/u)
})
