import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findNext, followBy, listKnown, parseRing, writeRing } from './key-ring.ts'

const overlap = { leadMs: 100, afterlifeMs: 50 }
const textsAt = (ring: Parameters<typeof listKnown>[0], now: number) =>
  listKnown(ring, now).map(({ text }) => text)

test('the next key is known before it is used, and the former one after', () => {
  const ring = parseRing(writeRing(followBy(parseRing('old'), 'new', { now: 1_000, ...overlap })))
  assert.deepEqual(textsAt(ring, 1_000), ['old', 'new'])
  assert.deepEqual(textsAt(ring, 1_099), ['old', 'new'])
  assert.deepEqual(textsAt(ring, 1_100), ['new', 'old'])
  assert.deepEqual(textsAt(ring, 1_149), ['new', 'old'])
  assert.deepEqual(textsAt(ring, 1_150), ['new'])
  assert.equal(findNext(ring, 1_050)?.text, 'new')
  assert.equal(findNext(ring, 1_100), undefined)
})

test('a text that is no ring is the one key of before', () => {
  const jwk = '{"kty":"EC","x":"1"}'
  assert.deepEqual(textsAt(parseRing(jwk), 5), [jwk])
})

test('a second change drops the key that waited and lets nobody live longer', () => {
  const first = followBy(parseRing('one'), 'two', { now: 0, ...overlap })
  const second = followBy(first, 'three', { now: 10, leadMs: 5, afterlifeMs: 0 })
  assert.deepEqual(textsAt(second, 14), ['one', 'three'])
  assert.deepEqual(textsAt(second, 15), ['three'])
  const third = followBy(followBy(first, 'b', { now: 120, ...overlap }), 'c', {
    now: 130,
    ...overlap,
  })
  assert.deepEqual(textsAt(third, 149), ['two', 'one', 'c'])
  assert.deepEqual(textsAt(third, 151), ['two', 'c'])
  assert.deepEqual(textsAt(third, 281), ['c'])
})
