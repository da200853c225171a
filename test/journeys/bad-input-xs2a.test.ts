/** What bad input gets at the dedicated interface: the code that the framework names, and never more knowledge than the caller has. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { connect } from '#test/consent-flow.ts'
import { listCustomers } from '#test/developer.ts'
import type { Answer } from '#test/developer.ts'
import { assertRefused, beginConsent, giveConsent } from '#test/embedded-consent.ts'
import { openWorlds, wish } from '#test/world.ts'

const decoupled = { 'tpp-redirect-preferred': 'false', 'tpp-decoupled-preferred': 'true' }

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

const unknownId = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'

/** The body, which must be the same for what is another's and for what never was. */
async function assertSame(answers: readonly Promise<Answer>[], status: number, code: string) {
  const [first, ...others] = await Promise.all(answers)
  assert.ok(first)
  assertRefused(first, status, code)
  for (const { status: same, body } of others)
    assert.deepEqual({ status: same, body }, { status, body: first.body })
}

test('a consent of another TPP is in every operation as one that never was', async (t) => {
  const { open } = await openWorlds(t)
  const [one, other] = [await open(), await open()]
  const { path } = await beginConsent(one, one.customer.id)
  const { body } = await one.ask(`${path}/authorisations`)
  const ids = [path.slice(path.lastIndexOf('/') + 1), unknownId, 'nonsense', '%00']
  const authorisationId = String(body.authorisationIds[0])
  const json = { psuData: { password: 'sandbox' } }
  const calls = [
    ['', {}],
    ['', { method: 'DELETE' }],
    ['/status', {}],
    ['/authorisations', {}],
    ['/authorisations', { method: 'POST' }],
    [`/authorisations/${authorisationId}`, {}],
    [`/authorisations/${authorisationId}`, { method: 'PUT', json }],
  ] as const
  for (const [below, asked] of calls) {
    const answers = ids.map((id) => other.ask(`/v1/consents/${id}${below}`, asked))
    await assertSame(answers, 403, 'CONSENT_UNKNOWN')
  }
  assert.equal((await one.ask(`${path}/status`)).body.consentStatus, 'received')
})

test('an authorisation under another consent is as one that never was', async (t) => {
  const { open } = await openWorlds(t)
  const world = await open()
  const [own, other] = [await beginConsent(world, 'astrid'), await beginConsent(world, 'elias')]
  const foreign = other.href.slice(other.href.lastIndexOf('/') + 1)
  for (const asked of [{}, { method: 'PUT', json: { psuData: { password: 'sandbox' } } }]) {
    const answers = [foreign, unknownId, 'nonsense'].map((id) =>
      world.ask(`${own.path}/authorisations/${id}`, asked),
    )
    await assertSame(answers, 403, 'RESOURCE_UNKNOWN')
  }
  assert.equal((await world.ask(other.href)).body.scaStatus, 'psuIdentified')
})

test('the token of one customer does not open the consent of another', async (t) => {
  const { url, open } = await openWorlds(t)
  const world = await open()
  const given = await giveConsent(world, 'elias')
  const { accessToken } = await connect(url, world.app, { customerId: 'astrid' })
  const ids = [given.consentId, unknownId, 'nonsense']
  const answers = ids.map((id) =>
    world.ask('/v1/accounts', {
      headers: { authorization: `Bearer ${accessToken}`, 'consent-id': id },
    }),
  )
  await assertSame(answers, 400, 'CONSENT_UNKNOWN')
})

test('an account outside the consent is unknown, and balances and transactions need their right', async (t) => {
  const { url, open } = await openWorlds(t)
  const world = await open()
  const customers = await listCustomers(url, world.app)
  const [first, second] = world.customer.accounts
  const stranger = customers.find(({ id }) => id === 'elias')?.accounts[0]
  assert.ok(first && second && stranger)
  const iban = { iban: first.iban, currency: first.currency }
  const { headers } = await giveConsent(world, world.customer.id, { accounts: [iban] })
  const read = (path: string) => world.ask(`/v1/accounts${path}`, { headers })
  assert.equal((await read(`/${first.id}`)).status, 200)
  for (const below of ['', '/balances', '/transactions?bookingStatus=booked']) {
    const ids = [second.id, stranger.id, 'nonsense']
    const answers = ids.map((id) => read(`/${id}${below}`))
    await assertSame(answers, 404, 'RESOURCE_UNKNOWN')
  }
  assertRefused(await read(`/${first.id}/balances`), 401, 'CONSENT_INVALID')
  assertRefused(
    await read(`/${first.id}/transactions?bookingStatus=booked`),
    401,
    'CONSENT_INVALID',
  )
  assertRefused(await read(`/${first.id}?withBalance=true`), 401, 'CONSENT_INVALID')
})
