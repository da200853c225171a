import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemRandom } from '#src/kit/random.ts'
import { createArgon2Hasher } from './argon2-hasher.ts'

test('a password is verified by its hash and no other is', async () => {
  const hasher = createArgon2Hasher(systemRandom)
  const hash = await hasher.hash('blå kaniner hoppar')
  assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[^$=]{22}\$[^$=]{43}$/u)
  assert.equal(await hasher.verify('blå kaniner hoppar', hash), true)
  assert.equal(await hasher.verify('blå kaniner hoppade', hash), false)
  assert.notEqual(await hasher.hash('blå kaniner hoppar'), hash)
})

test('nothing is verified by an empty or broken hash', async () => {
  const hasher = createArgon2Hasher(systemRandom)
  for (const hash of ['', 'x', '$argon2id$v=19$m=8,t=1,p=1$$']) {
    assert.equal(await hasher.verify('blå kaniner hoppar', hash), false)
  }
})

test('what cannot wait is told to come back, and the queue empties', async () => {
  const hasher = createArgon2Hasher(systemRandom)
  const cheap = '$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$AAAAAAAA'
  const tries = Array.from({ length: 105 }, () => hasher.verify('anything at all', cheap))
  const outcomes = await Promise.allSettled(tries)
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
  assert.equal(refused.length, 3)
  assert.equal(refused[0]?.reason.code, 'busy')
  assert.deepEqual(refused[0]?.reason.facts, { retryAfterSeconds: 1 })
  assert.equal(await hasher.verify('anything at all', cheap), false)
})
