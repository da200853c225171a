import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diffPatch, mergePatch } from './merge-patch.ts'

test('a patch changes, adds and removes, and leaves its target alone', () => {
  const target = { a: { b: 1, c: 2 }, d: [1] }
  assert.deepEqual(mergePatch(target, { a: { b: null, e: 3 }, d: [2] }), {
    a: { c: 2, e: 3 },
    d: [2],
  })
  assert.deepEqual(target, { a: { b: 1, c: 2 }, d: [1] })
  assert.equal(mergePatch(target, 1), 1)
})

test('the name __proto__ becomes a plain member', () => {
  const merged = mergePatch({}, JSON.parse('{"__proto__":{"polluted":true}}'))
  assert.equal(({} as { polluted?: boolean }).polluted, undefined)
  assert.deepEqual(Object.keys(merged as object), ['__proto__'])
})

test('the difference of two values is the smallest patch that leads from one to the other', () => {
  const from = { a: 1, b: { c: [1], d: 2 }, e: 'gone' }
  const to = { a: 1, b: { c: [1, 2], d: 2 }, f: { g: 3 } }
  const patch = diffPatch(from, to)
  assert.deepEqual(patch, { b: { c: [1, 2] }, e: null, f: { g: 3 } })
  assert.deepEqual(mergePatch(from, patch), to)
  assert.deepEqual(diffPatch(to, to), {})
})
