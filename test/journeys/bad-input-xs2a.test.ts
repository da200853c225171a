/** What bad input gets at the dedicated interface: the code that the framework names, and never more knowledge than the caller has. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answer } from '#test/developer.ts'
import { openWorlds, wish } from '#test/world.ts'

const decoupled = { 'tpp-redirect-preferred': 'false', 'tpp-decoupled-preferred': 'true' }

function assertRefused(answer: Answer, status: number, code: string) {
  assert.equal(answer.status, status, JSON.stringify(answer.body))
  assert.equal(answer.body.tppMessages[0].code, code)
}

test('an approval that comes after its consent was given up is told as failed and gives nothing', async (t) => {
  const { open } = await openWorlds(t)
  const { ask, world, customer } = await open()
  const made = await ask('/v1/consents', {
    json: wish,
    headers: { 'psu-id': customer.id, ...decoupled },
  })
  const path = made.headers.get('location') ?? ''
  const { body } = await ask(`${path}/authorisations`)
  assert.equal((await ask(path, { method: 'DELETE' })).status, 204)
  const [waiting] = (await world('/authentications')).body.authentications
  await world(`/authentications/${waiting.id}/approve`, { method: 'POST' })
  const told = await ask(`${path}/authorisations/${body.authorisationIds[0]}`)
  assert.deepEqual([told.status, told.body], [200, { scaStatus: 'failed' }])
  assert.equal((await ask(`${path}/status`)).body.consentStatus, 'rejected')
  const read = await ask('/v1/accounts', { headers: { 'consent-id': made.body.consentId } })
  assertRefused(read, 401, 'CONSENT_INVALID')
})
