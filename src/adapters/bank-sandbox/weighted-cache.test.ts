/** The bound on memory of generated months. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createWeightedCache } from './weighted-cache.ts'

test('what was used longest ago is dropped when the weight passes the bound', () => {
  const cache = createWeightedCache<number>(10, (value) => value)
  let computed = 0
  const get = (key: string, value: number) =>
    cache.get(key, () => {
      computed += 1
      return value
    })
  get('a', 4)
  get('b', 4)
  get('a', 4)
  get('c', 4)
  assert.equal(cache.weight, 8)
  get('a', 4)
  assert.equal(computed, 3)
  get('b', 4)
  assert.equal(computed, 4)
})

test('one value heavier than the bound is still answered and kept alone', () => {
  const cache = createWeightedCache<number>(10, (value) => value)
  cache.get('small', () => 1)
  assert.equal(
    cache.get('large', () => 50),
    50,
  )
  assert.equal(cache.weight, 50)
})
