/** What a consent answers after its end, to every write once more, and what the failures of its customer lead to. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayMs, systemClock } from '#src/kit/clock.ts'
import { bearer } from '#test/developer.ts'
import {
  assertRefused,
  beginConsent,
  challengeConsent,
  giveConsent,
} from '#test/embedded-consent.ts'
import type { World } from '#test/embedded-consent.ts'
import { clientToken, embedded, openWorlds } from '#test/world.ts'

const attemptsMax = 5
const wrong = { scaAuthenticationData: '000000' }
const right = { scaAuthenticationData: '123456' }
const password = { psuData: { password: 'sandbox' } }

interface Ended {
  readonly consentId: string
  readonly path: string
  readonly href: string
}

/** Nothing that is written moves it any more. */
async function assertEnded(ask: World['ask'], ended: Ended, status: string) {
  const { consentId, path, href } = ended
  const headers = { 'psu-id': 'astrid', ...embedded }
  const start = () => ask(`${path}/authorisations`, { method: 'POST', headers })
  assertRefused(await start(), 409, 'STATUS_INVALID')
  for (const json of [password, { authenticationMethodId: 'sms' }, right])
    assertRefused(await ask(href, { method: 'PUT', json }), 409, 'STATUS_INVALID')
  assertRefused(await ask(href, { method: 'PUT', headers }), 409, 'STATUS_INVALID')
  assert.equal((await ask(path, { method: 'DELETE' })).status, 204)
  assert.equal((await ask(`${path}/status`)).body.consentStatus, status)
  assert.equal((await ask(path)).body.consentStatus, status)
  const code = status === 'expired' ? 'CONSENT_EXPIRED' : 'CONSENT_INVALID'
  assertRefused(await ask('/v1/accounts', { headers: { 'consent-id': consentId } }), 401, code)
  assert.match((await ask(href)).body.scaStatus, /^(?:failed|finalised)$/u)
  assert.equal((await ask(`${path}/authorisations`)).body.authorisationIds.length, 1)
}

test('a consent that was rejected or given up takes no write any more', async (t) => {
  const { open } = await openWorlds(t)
  const world = await open()
  const rejected = await beginConsent(world, 'astrid')
  assert.equal((await world.ask(rejected.path, { method: 'DELETE' })).status, 204)
  await assertEnded(world.ask, rejected, 'rejected')
  const terminated = await giveConsent(world, 'astrid')
  assert.equal((await world.ask(terminated.path, { method: 'DELETE' })).status, 204)
  await assertEnded(world.ask, terminated, 'terminatedByTpp')
  const replaced = await giveConsent(world, 'astrid')
  await giveConsent(world, 'astrid')
  await assertEnded(world.ask, replaced, 'terminatedByTpp')
})

test('a consent that has run out takes no write any more, whether anybody had authorised it or not', async (t) => {
  let ahead = 0
  const { url, open } = await openWorlds(t, 'sqlite', {
    clock: { now: () => systemClock.now() + ahead },
  })
  const world = await open()
  const waiting = await beginConsent(world, 'elias')
  const given = await giveConsent(world, 'astrid')
  const askLater = async (days: number): Promise<World['ask']> => {
    ahead = days * dayMs
    const fresh = bearer(await clientToken(url, world.app))
    return (path, asked = {}) =>
      world.ask(path, { ...asked, headers: { ...fresh, ...asked.headers } })
  }
  await assertEnded(await askLater(1), waiting, 'expired')
  await assertEnded(await askLater(181), given, 'expired')
})

test('the fifth wrong one-time password ends the authorisation and blocks the customer, and nobody else', async (t) => {
  const { open } = await openWorlds(t)
  const world = await open()
  const begun = await challengeConsent(world, 'astrid')
  for (let count = 0; count < attemptsMax; count += 1)
    assertRefused(await begun.put(wrong), 401, 'PSU_CREDENTIALS_INVALID')
  assert.equal((await world.ask(begun.href)).body.scaStatus, 'failed')
  assertRefused(await begun.put(right), 409, 'STATUS_INVALID')
  const again = await beginConsent(world, 'astrid')
  const blocked = await again.put(password)
  const mistaken = await again.put({ psuData: { password: 'wrong' } })
  assertRefused(blocked, 401, 'PSU_CREDENTIALS_INVALID')
  assert.notEqual(mistaken.status, 200)
  await giveConsent(world, 'elias')
  await giveConsent(await open(), 'astrid')
})

test('a wrong password, a wrong customer and a blocked one are told alike', async (t) => {
  const { open } = await openWorlds(t)
  const world = await open()
  const bodies = []
  for (const [psuId, tried] of [
    ['astrid', 'wrong'],
    ['nobody', 'sandbox'],
    ['viktor', 'sandbox'],
  ] as const) {
    const answer = await (await beginConsent(world, psuId)).put({ psuData: { password: tried } })
    assertRefused(answer, 401, 'PSU_CREDENTIALS_INVALID')
    const { tppMessages, _links } = answer.body
    bodies.push({ tppMessages, steps: Object.keys(_links) })
  }
  for (const body of bodies) assert.deepEqual(body, bodies[0])
})

test('a customer has one authorisation at a time, another may stand beside it', async (t) => {
  const { open } = await openWorlds(t)
  const world = await open()
  const { path } = await beginConsent(world, 'astrid')
  const start = (psuId?: string) =>
    world.ask(`${path}/authorisations`, {
      method: 'POST',
      headers: { ...embedded, ...(psuId === undefined ? {} : { 'psu-id': psuId }) },
    })
  assertRefused(await start('astrid'), 409, 'STATUS_INVALID')
  assertRefused(await start(), 409, 'STATUS_INVALID')
  assert.equal((await start('elias')).status, 201)
})

test('a fresh World ends the consents of TPPs too', async (t) => {
  const { open } = await openWorlds(t)
  const world = await open()
  const [given, waiting] = [await giveConsent(world, 'astrid'), await beginConsent(world, 'elias')]
  assert.equal((await world.world('/reset', { method: 'POST' })).status, 204)
  assert.equal((await world.ask(given.path)).body.consentStatus, 'terminatedByTpp')
  assert.equal((await world.ask(waiting.path)).body.consentStatus, 'rejected')
})
