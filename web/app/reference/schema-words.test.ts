import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayFor } from '../texts/say.ts'
import { sayConstraint, sayType } from './schema-words.ts'

const en = sayFor('en')
const sv = sayFor('sv')

test('a limit is said in words, and one nobody foresaw as the document names it', () => {
  assert.equal(sayConstraint(en, { kind: 'maxLength', value: '35' }), 'at most 35 characters')
  assert.equal(sayConstraint(sv, { kind: 'maxLength', value: '35' }), 'högst 35 tecken')
  assert.equal(sayConstraint(en, { kind: 'unheard', value: '5' }), 'unheard 5')
})

test('an array is named after what it holds', () => {
  const items = { type: 'object', name: 'Account', constraints: [] }
  assert.equal(sayType(en, { type: 'array', constraints: [], items }), 'list of Account')
  assert.equal(sayType(en, { type: 'string', constraints: [] }), 'string')
  assert.equal(sayType(en, items), 'Account (object)')
  assert.equal(sayType(sv, { type: 'string or null', constraints: [] }), 'string eller null')
})
