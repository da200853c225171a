import assert from 'node:assert/strict'
import { test } from 'node:test'
import { excerptOf } from './excerpt.ts'

test('a short answer is shown whole', () => {
  assert.equal(excerptOf({ a: 1, b: [true] }), '{\n  "a": 1,\n  "b": [\n    true\n  ]\n}')
})

test('a list shows its first element and that there are more', () => {
  assert.equal(excerptOf([{ id: 1 }, { id: 2 }]), '[\n  {\n    "id": 1\n  },\n  …\n]')
})

test('a wide object shows its first members and its last', () => {
  const text = excerptOf({ a: 1, b: 2, c: 3, d: 4, e: 5, _links: { self: '/a' } })
  assert.match(text, /"d": 4,\n {2}…,\n {2}"_links"/u)
  assert.doesNotMatch(text, /"e"/u)
})
