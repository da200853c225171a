import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTransact } from '#src/adapters/database/unit-of-work.ts'
import { createStores } from '#src/adapters/database/stores.ts'
import type { AuthenticationMode } from '#src/connector/bank-connector.ts'
import { minuteMs } from '#src/kit/clock.ts'
import { systemRandom } from '#src/kit/random.ts'
import { eachStore, testAuditKey } from '#test/harness.ts'
import type { OpenStore } from '#test/harness.ts'
import { createPlainBank, plainAccount } from '#test/fixtures/plain-bank.ts'
import { authorisationMoves, isEnded } from './authorisation.ts'
import { Authorisations } from './authorisations.ts'

const attemptsMax = 3
const request = {
  realm: 'sandbox',
  worldId: 'world-1',
  appId: 'app-1',
  organisationId: 'org-1',
  language: 'en',
  services: ['accounts'],
  subject: { kind: 'oauth-first' },
  approach: 'oauth',
} as const

async function openRoom(open: OpenStore) {
  const database = await open()
  const time = { now: 1_800_000_000_000 }
  const clock = { now: () => time.now }
  const bank = createPlainBank([plainAccount('acc-1')])
  const room = new Authorisations({
    transact: createTransact({
      auditKey: testAuditKey,
      database,
      createStores,
      clock,
      random: systemRandom,
    }),
    authorisations: createStores(database.db).authorisations,
    connector: bank,
    worldNow: () => Promise.resolve(time.now),
    random: systemRandom,
    limits: { attemptsMax, authenticationSeconds: 180 },
  })
  const begin = async (id = systemRandom.uuid()) => {
    await room.begin({ ...request, id })
    return id
  }
  const play = async (id: string, action: Parameters<typeof bank.resolveAuthentication>[2]) => {
    const mode: AuthenticationMode = 'same-device'
    const { bank: started } = await room.startAuthentication(id, { mode, expected: 'astrid' })
    assert.ok(started)
    const context = { realm: 'sandbox', worldId: 'world-1', nowMs: time.now }
    await bank.resolveAuthentication(context, started.reference, action)
    return room.load(id)
  }
  return { room, time, begin, play }
}

test('every state that can be reached can be left or is final', () => {
  const targets = new Set(Object.values(authorisationMoves).flat())
  for (const state of targets) assert.ok(state in authorisationMoves)
  assert.ok(isEnded('approved'))
  assert.ok(!isEnded('failed'))
})

eachStore('an approved authentication names the customer and starts five minutes', async (open) => {
  const { begin, play, time } = await openRoom(open)
  const after = await play(await begin(), { kind: 'approve', customerId: 'astrid' })
  assert.equal(after.state, 'authenticated')
  assert.equal(after.psuId, 'astrid')
  assert.equal(after.expiresAt, time.now + 5 * minuteMs)
})

eachStore('five idle minutes after the authentication end the authorisation', async (open) => {
  const { room, begin, play, time } = await openRoom(open)
  const id = await begin()
  await play(id, { kind: 'approve', customerId: 'astrid' })
  time.now += 5 * minuteMs
  assert.equal((await room.load(id)).state, 'timed-out')
})

eachStore('cancelled, timed out and refused are told apart', async (open) => {
  const { room, begin, play } = await openRoom(open)
  assert.equal((await play(await begin(), { kind: 'cancel' })).state, 'cancelled')
  assert.equal((await play(await begin(), { kind: 'time-out' })).state, 'timed-out')
  assert.equal((await room.refuse(await begin())).state, 'refused')
})

eachStore('after the last failed attempt the customer is not authenticated', async (open) => {
  const { room, begin, play } = await openRoom(open)
  const id = await begin()
  assert.equal((await play(id, { kind: 'fail' })).state, 'failed')
  assert.equal((await play(id, { kind: 'fail' })).state, 'failed')
  assert.equal((await play(id, { kind: 'fail' })).state, 'not-authenticated')
  const late = await room.startAuthentication(id, { mode: 'same-device' })
  assert.equal(late.state, 'not-authenticated')
})

eachStore('leaving after a failure is no refusal', async (open) => {
  const { room, begin, play } = await openRoom(open)
  const id = await begin()
  await play(id, { kind: 'fail' })
  assert.equal((await room.refuse(id)).state, 'not-authenticated')
})

eachStore('an unknown authorisation is a domain error', async (open) => {
  const { room } = await openRoom(open)
  await assert.rejects(room.load('none'), { code: 'authorisation-unknown' })
})

eachStore('the language follows the customer', async (open) => {
  const { room, begin } = await openRoom(open)
  const id = await begin()
  await room.speak(id, 'sv')
  assert.equal((await room.load(id)).language, 'sv')
})
