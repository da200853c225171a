import assert from 'node:assert/strict'
import { test } from 'node:test'
import Fastify from 'fastify'
import { registerHealth } from './health.ts'
import type { ReadyCondition } from './health.ts'

async function ask(conditions: readonly ReadyCondition[]) {
  const fastify = Fastify()
  registerHealth(fastify, { conditions, caPem: '' })
  const answer = await fastify.inject({ method: 'GET', url: '/readyz' })
  await fastify.close()
  return answer
}

const met: ReadyCondition = { name: 'one', judge: () => ({ outcome: 'met', detail: 'holds' }) }

test('readiness names every condition, and a note leaves it ready', async () => {
  const note: ReadyCondition = {
    name: 'two',
    judge: () => Promise.resolve({ outcome: 'note', detail: 'is slow' }),
  }
  const answer = await ask([met, note])
  assert.equal(answer.statusCode, 200)
  assert.equal(answer.payload, 'ready\n+ one: holds\n! two: is slow\n')
})

test('one unmet condition makes it not ready, and the others are told all the same', async () => {
  const unmet: ReadyCondition = {
    name: 'two',
    judge: () => ({ outcome: 'unmet', detail: 'is away' }),
  }
  const failing: ReadyCondition = { name: 'three', judge: () => Promise.reject(new Error('x')) }
  const answer = await ask([met, unmet, failing])
  assert.equal(answer.statusCode, 503)
  assert.equal(answer.headers['retry-after'], '1')
  assert.equal(
    answer.payload,
    'not ready\n+ one: holds\n- two: is away\n- three: cannot be judged\n',
  )
})

test('a condition that does not answer counts as unmet, within two seconds', async () => {
  const answer = await ask([met, { name: 'two', judge: () => new Promise(() => {}) }])
  assert.equal(answer.statusCode, 503)
  assert.match(answer.payload, /^- two: no answer in time$/mu)
})
