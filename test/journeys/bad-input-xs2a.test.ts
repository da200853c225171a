/** What bad input gets at the dedicated interface: the code that the framework names, and never more knowledge than the caller has. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { connect } from '#test/consent-flow.ts'
import { listCustomers } from '#test/developer.ts'
import type { Answer } from '#test/developer.ts'
import { assertRefused, beginConsent, giveConsent } from '#test/embedded-consent.ts'
import { clientToken, openWorlds, wish } from '#test/world.ts'

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

/** What a body of any bytes is answered. */
async function sendRaw(url: string, token: string, body: string | Buffer): Promise<Answer> {
  const answer = await fetch(`${url}/sandbox/psd2/v1/consents`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'x-request-id': unknownId,
      'psu-ip-address': '192.0.2.1',
      'content-type': 'application/json',
    },
    body,
  })
  return { status: answer.status, headers: answer.headers, body: await answer.json() }
}

test('a body that is huge, deep, doubled or reaches for prototypes is refused and leaves no trace', async (t) => {
  const { url, open } = await openWorlds(t)
  const token = await clientToken(url, (await open()).app)
  const text = JSON.stringify(wish)
  const rows: [number, string | Buffer][] = [
    [413, Buffer.alloc(10 * 1024 * 1024, ' ')],
    [400, `${'{"access":'.repeat(5_000)}1${'}'.repeat(5_000)}`],
    [400, '['.repeat(30_000) + ']'.repeat(30_000)],
    [400, text.replace('{', '{"__proto__":{"polluted":true},')],
    [400, text.replace('{', '{"\\u005f_proto__":{"polluted":true},')],
    [400, text.replace('{', '{"constructor":{"prototype":{"polluted":true}},')],
    [400, text.replace('{', '{"frequencyPerDay":1,')],
    [400, text.replace('{', '{"fr\\u0065quencyPerDay":1,')],
    [400, text.slice(0, -1)],
    [400, `${text}${text}`],
    [400, Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d])],
    [400, 'null'],
    [400, '[]'],
    [400, ''],
  ]
  for (const [status, body] of rows)
    assertRefused(await sendRaw(url, token, body), status, 'FORMAT_ERROR')
  assert.equal(Reflect.get({}, 'polluted'), undefined)
})

test('a malformed id, date, choice, account number or currency is refused at its own place', async (t) => {
  const { open } = await openWorlds(t)
  const { ask } = await open()
  const account = (reference: object) => ({ ...wish, access: { accounts: [reference] } })
  const iban = 'SE3550000000054910000003'
  const rows: [string, { json?: unknown; headers?: Record<string, string> }][] = [
    ['X-Request-ID', { headers: { 'x-request-id': 'nonsense' } }],
    ['X-Request-ID', { headers: { 'x-request-id': unknownId.slice(1) } }],
    ['PSU-IP-Address', { headers: { 'psu-ip-address': '999.0.2.1' } }],
    ['TPP-Redirect-Preferred', { headers: { 'tpp-redirect-preferred': 'maybe' } }],
    ['validUntil', { json: { ...wish, validUntil: '2026-02-30' } }],
    ['validUntil', { json: { ...wish, validUntil: '30.12.2030' } }],
    ['validUntil', { json: { ...wish, validUntil: '2030-12-31T00:00:00Z' } }],
    ['recurringIndicator', { json: { ...wish, recurringIndicator: 'true' } }],
    ['frequencyPerDay', { json: { ...wish, frequencyPerDay: 1.5 } }],
    ['access.allPsd2', { json: { ...wish, access: { allPsd2: 'everything' } } }],
    ['access.accounts[0].iban', { json: account({ iban: '35SE50000000054910000003' }) }],
    ['access.accounts[0].iban', { json: account({ iban: `${iban}!` }) }],
    ['access.accounts[0].currency', { json: account({ iban, currency: 'sek' }) }],
    ['access.accounts[0].currency', { json: account({ iban, currency: 'SEKK' }) }],
  ]
  for (const [place, { json = wish, headers = {} }] of rows) {
    const answer = await ask('/v1/consents', { json, headers })
    assertRefused(answer, 400, 'FORMAT_ERROR')
    assert.equal(answer.body.tppMessages[0].path, place)
  }
})

test('a malformed parameter of a report is refused at its own place', async (t) => {
  const { open } = await openWorlds(t)
  const world = await open()
  const { headers } = await giveConsent(world, world.customer.id)
  const path = `/v1/accounts/${world.customer.accounts[0]?.id}/transactions`
  const rows = [
    ['bookingStatus', ''],
    ['bookingStatus', '?bookingStatus=some'],
    ['dateFrom', '?bookingStatus=booked&dateFrom=2026-02-30'],
    ['dateFrom', '?bookingStatus=booked&dateFrom=1.1.2026'],
    ['dateTo', '?bookingStatus=booked&dateTo=%00'],
    ['withBalance', '?bookingStatus=booked&withBalance=1'],
    ['page', '?bookingStatus=booked&page=nonsense'],
    ['entryReferenceFrom', '?bookingStatus=booked&entryReferenceFrom=nonsense'],
  ] as const
  for (const [place, query] of rows) {
    const answer = await world.ask(`${path}${query}`, { headers })
    assertRefused(answer, 400, 'FORMAT_ERROR')
    assert.equal(answer.body.tppMessages[0].path, place, query)
  }
})
