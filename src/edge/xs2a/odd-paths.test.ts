import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openXs2aDoor } from '#test/fixtures/xs2a-door.ts'

test('an account id of any length and shape is the same 404', async () => {
  const { call, records } = await openXs2aDoor()
  const bodies = []
  for (const id of ['x'.repeat(3_000), '%20', "a'b", '..%2f..', '%00']) {
    const answer = await call(`/v1/accounts/${id}`)
    assert.equal(answer.status, 404, id)
    bodies.push(JSON.stringify(answer.body))
  }
  assert.equal(new Set(bodies).size, 1)
  assert.equal(records.length, 5)
})
