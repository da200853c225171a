/** The first journey without a person: sign-up to a customer's accounts by interfaces alone, on both stores. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as oauth from 'openid-client'
import {
  answerUnattended,
  buildAuthorization,
  connect,
  discover,
  readInterface,
} from '../consent-flow.ts'
import { createApp, firstCustomer, listCustomers, signUp } from '../developer.ts'
import { engines, startPortico } from '../harness.ts'

for (const engine of engines) {
  test(`a developer reaches a customer's accounts through interfaces alone (${engine})`, async (t) => {
    const { url } = await startPortico(t, { engine })
    const app = await createApp(url, await signUp(url))
    const customer = await firstCustomer(url, app)
    assert.ok(customer.accounts.length >= 2)
    const tokens = await connect(url, app, { customerId: customer.id })
    assert.equal(tokens.expiresInSeconds, 1_800)
    const answer = await readInterface(url, tokens.accessToken)
    assert.equal(answer.status, 200)
    assert.deepEqual(
      answer.body.accounts.map((account: { resourceId: string }) => account.resourceId).toSorted(),
      customer.accounts.map((account) => account.id).toSorted(),
    )
  })
}

test('only the accounts that were picked are seen', async (t) => {
  const { url } = await startPortico(t)
  const app = await createApp(url, await signUp(url))
  const customer = await firstCustomer(url, app)
  const [picked, other] = customer.accounts
  assert.ok(picked && other)
  const { accessToken } = await connect(url, app, {
    customerId: customer.id,
    accountIds: [picked.id],
  })
  const list = await readInterface(url, accessToken)
  assert.deepEqual(
    list.body.accounts.map((account: { iban: string }) => account.iban),
    [picked.iban],
  )
  const balances = await readInterface(url, accessToken, `/accounts/${picked.id}/balances`)
  assert.equal(balances.status, 200)
  const foreign = await readInterface(url, accessToken, `/accounts/${other.id}`)
  const unknown = await readInterface(url, accessToken, '/accounts/no-such-account')
  assert.equal(foreign.status, 404)
  assert.equal(foreign.body.tppMessages[0].code, 'RESOURCE_UNKNOWN')
  assert.deepEqual(unknown.body, foreign.body)
})

test('booked transactions are answered for a date range', async (t) => {
  const { url } = await startPortico(t)
  const app = await createApp(url, await signUp(url))
  const customer = await firstCustomer(url, app)
  const { accessToken } = await connect(url, app, { customerId: customer.id })
  const path = `/accounts/${customer.accounts[0]?.id}/transactions`
  const answer = await readInterface(
    url,
    accessToken,
    `${path}?bookingStatus=booked&dateFrom=2000-01-01`,
  )
  assert.equal(answer.status, 200)
  assert.ok(Array.isArray(answer.body.transactions.booked))
  assert.match(answer.headers.get('aspsp-earliest-date') ?? '', /^\d{4}-\d{2}-\d{2}$/u)
  const malformed = await readInterface(
    url,
    accessToken,
    `${path}?bookingStatus=booked&dateFrom=01-02-2026`,
  )
  assert.equal(malformed.status, 400)
  assert.equal(malformed.body.tppMessages[0].code, 'FORMAT_ERROR')
})

for (const outcome of ['refuse', 'cancel', 'time-out'] as const) {
  test(`an answer of "${outcome}" comes back to the app as access_denied with state and iss`, async (t) => {
    const { url } = await startPortico(t)
    const app = await createApp(url, await signUp(url))
    const customer = await firstCustomer(url, app)
    const configuration = await discover(url, app)
    const request = await buildAuthorization(configuration, app)
    const wish = { customerId: customer.id, outcome }
    const back = await answerUnattended(url, app, { url: request.url, wish })
    assert.equal(back.searchParams.get('error'), 'access_denied')
    assert.equal(back.searchParams.get('state'), request.state)
    assert.equal(back.searchParams.get('iss'), configuration.serverMetadata().issuer)
    assert.ok(back.searchParams.get('error_description'))
  })
}

test('the three ways to say no are told apart by their description', async (t) => {
  const { url } = await startPortico(t)
  const app = await createApp(url, await signUp(url))
  const customer = await firstCustomer(url, app)
  const configuration = await discover(url, app)
  const descriptions = new Set<string | null>()
  for (const outcome of ['refuse', 'cancel', 'time-out'] as const) {
    const request = await buildAuthorization(configuration, app)
    const wish = { customerId: customer.id, outcome }
    const back = await answerUnattended(url, app, { url: request.url, wish })
    descriptions.add(back.searchParams.get('error_description'))
  }
  assert.equal(descriptions.size, 3)
})

test('a code works once', async (t) => {
  const { url } = await startPortico(t)
  const app = await createApp(url, await signUp(url))
  const customer = await firstCustomer(url, app)
  const configuration = await discover(url, app)
  const request = await buildAuthorization(configuration, app)
  const wish = { customerId: customer.id }
  const back = await answerUnattended(url, app, { url: request.url, wish })
  const checks = { pkceCodeVerifier: request.verifier, expectedState: request.state }
  await oauth.authorizationCodeGrant(configuration, back, checks)
  await assert.rejects(oauth.authorizationCodeGrant(configuration, back, checks), {
    error: 'invalid_grant',
  })
})

test('the Worlds of two apps have the same customers and do not share access', async (t) => {
  const { url } = await startPortico(t)
  const developer = await signUp(url)
  const [first, second] = [await createApp(url, developer), await createApp(url, developer)]
  assert.deepEqual(
    (await listCustomers(url, first)).map((customer) => customer.name),
    (await listCustomers(url, second)).map((customer) => customer.name),
  )
  const { configuration, refreshToken } = await connect(url, first)
  assert.ok(configuration)
  const foreign = await discover(url, second)
  await assert.rejects(oauth.refreshTokenGrant(foreign, refreshToken), { error: 'invalid_grant' })
})
