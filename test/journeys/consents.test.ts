import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { createApp, expectCall, firstCustomer, signUp } from '#test/developer.ts'
import * as oauth from 'openid-client'
import {
  answerUnattended,
  buildAuthorization,
  discover,
  readInterface,
} from '#test/consent-flow.ts'
import { engines, startPortico } from '#test/harness.ts'
import { askWith, clientToken, wish as usualWish } from '#test/world.ts'

/** More than the bank allows without the customer. */
const wish = { ...usualWish, frequencyPerDay: 10 }

/** Calls name the customer's address themselves. */
async function openTpp(base: string) {
  const app = await createApp(base, await signUp(base))
  const token = await clientToken(base, app)
  const customer = await firstCustomer(base, app)
  return { app, customer, ask: askWith(base, () => token, {}) }
}

for (const engine of engines)
  test(`a consent is made, authorised through the TPP, read, used and given up (${engine})`, async (t) => {
    const { url } = await startPortico(t, { engine })
    const { customer, ask } = await openTpp(url)
    const made = await ask('/v1/consents', {
      json: wish,
      headers: {
        'psu-ip-address': '192.0.2.1',
        'psu-id': customer.id,
        'tpp-redirect-preferred': 'false',
        'tpp-decoupled-preferred': 'false',
      },
    })
    assert.equal(made.status, 201, JSON.stringify(made.body))
    assert.equal(made.headers.get('aspsp-sca-approach'), 'EMBEDDED')
    const { href } = made.body._links.updatePsuAuthentication
    const wrong = await ask(href, { method: 'PUT', json: { psuData: { password: 'no' } } })
    assert.equal(wrong.status, 401)
    assert.equal(wrong.body.tppMessages[0].code, 'PSU_CREDENTIALS_INVALID')
    const password = { psuData: { password: 'sandbox' } }
    const chosen = await ask(href, { method: 'PUT', json: password })
    assert.equal(chosen.status, 200, JSON.stringify(chosen.body))
    assert.equal(chosen.body.scaStatus, 'psuAuthenticated')
    const [method] = chosen.body.scaMethods
    const none = await ask(chosen.body._links.selectAuthenticationMethod.href, {
      method: 'PUT',
      json: { authenticationMethodId: 'none' },
    })
    assert.equal(none.body.tppMessages[0].code, 'SCA_METHOD_UNKNOWN')
    const challenged = await ask(chosen.body._links.selectAuthenticationMethod.href, {
      method: 'PUT',
      json: { authenticationMethodId: method.authenticationMethodId },
    })
    assert.equal(challenged.body.scaStatus, 'scaMethodSelected')
    assert.ok(challenged.body.challengeData)
    const answered = await ask(challenged.body._links.authoriseTransaction.href, {
      method: 'PUT',
      json: { scaAuthenticationData: '123456' },
    })
    assert.equal(answered.body.scaStatus, 'finalised', JSON.stringify(answered.body))
    const after = await ask(href, { method: 'PUT', json: password })
    assert.equal(after.status, 409, JSON.stringify(after.body))
    assert.equal(after.body.tppMessages[0].code, 'STATUS_INVALID')
    const consentPath = made.headers.get('location') ?? ''
    const read = await ask(consentPath)
    assert.equal(read.body.consentStatus, 'valid')
    assert.equal(read.body.frequencyPerDay, 4)
    const consentId = { 'consent-id': made.body.consentId }
    const accounts = await ask('/v1/accounts', { headers: consentId })
    assert.equal(accounts.body.accounts.length, customer.accounts.length)
    for (let count = 0; count < 3; count += 1) await ask('/v1/accounts', { headers: consentId })
    const exceeded = await ask('/v1/accounts', { headers: consentId })
    assert.equal(exceeded.body.tppMessages[0].code, 'ACCESS_EXCEEDED')
    assert.ok(Number(exceeded.headers.get('retry-after')) > 0)
    const present = { ...consentId, 'psu-ip-address': '192.0.2.1' }
    assert.equal((await ask('/v1/accounts', { headers: present })).status, 200)
    assert.equal((await ask(consentPath, { method: 'DELETE' })).status, 204)
    assert.equal((await ask(`${consentPath}/status`)).body.consentStatus, 'terminatedByTpp')
    const late = await ask('/v1/accounts', { headers: present })
    assert.equal(late.body.tppMessages[0].code, 'CONSENT_INVALID')
  })

test('a consent by redirect comes back to the address the TPP named', async (t) => {
  const { url } = await startPortico(t)
  const { customer, ask } = await openTpp(url)
  const made = await ask('/v1/consents', {
    json: { ...wish, access: { accounts: [], balances: [], transactions: [] } },
    headers: {
      'psu-ip-address': '192.0.2.1',
      'tpp-redirect-preferred': 'true',
      'tpp-redirect-uri': 'https://tpp.example/ok',
      'tpp-nok-redirect-uri': 'https://tpp.example/nok',
    },
  })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const { href } = made.body._links.scaRedirect
  const opened = await fetch(href, { redirect: 'manual' })
  assert.equal(opened.status, 303)
  const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const page = new URL(opened.headers.get('location') ?? '', href).href
  const post = (form: Record<string, string>) =>
    fetch(page, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, origin: new URL(page).origin },
      body: new URLSearchParams(form),
    })
  assert.equal((await fetch(page, { headers: { cookie } })).status, 200)
  assert.equal((await fetch(page)).status, 410, 'another browser cannot go on')
  assert.equal((await fetch(href, { redirect: 'manual' })).status, 410, 'the link works once')
  await post({ mode: 'same-device', customerId: customer.id })
  await post({ simulate: 'approve', customerId: customer.id })
  const account = customer.accounts[0]?.id ?? ''
  const done = await post({ action: 'approve', account })
  assert.equal(done.headers.get('location'), 'https://tpp.example/ok')
  const read = await ask(made.headers.get('location') ?? '')
  assert.equal(read.body.consentStatus, 'valid')
  assert.equal(read.body.access.accounts.length, 1)
})

test('a consent of another app is as unknown as one that never was', async (t) => {
  const { url } = await startPortico(t)
  const [one, other] = [await openTpp(url), await openTpp(url)]
  const headers = { 'psu-ip-address': '192.0.2.1' }
  const made = await one.ask('/v1/consents', { json: wish, headers })
  const path = made.headers.get('location') ?? ''
  for (const asked of [path, `${path}/status`, '/v1/consents/none/status']) {
    const answer = await other.ask(asked)
    assert.equal(answer.status, 403)
    assert.equal(answer.body.tppMessages[0].code, 'CONSENT_UNKNOWN')
  }
  const reading = await expectCall(400, `${url}/sandbox/psd2/v1/accounts`, {
    headers: {
      'consent-id': made.body.consentId,
      'x-request-id': randomUUID(),
      authorization: `Bearer ${await clientToken(url, other.app)}`,
    },
  })
  assert.equal(reading.body.tppMessages[0].code, 'CONSENT_UNKNOWN')
})

test('what is malformed or mixed is refused with its place', async (t) => {
  const { url } = await startPortico(t)
  const { ask } = await openTpp(url)
  const rows = [
    [{ ...wish, validUntil: '2026-02-30' }, 'FORMAT_ERROR', 'validUntil'],
    [{ ...wish, validUntil: '2020-01-01' }, 'FORMAT_ERROR', 'validUntil'],
    [{ ...wish, frequencyPerDay: 0 }, 'FORMAT_ERROR', 'frequencyPerDay'],
    [{ ...wish, recurringIndicator: false }, 'FORMAT_ERROR', 'frequencyPerDay'],
    [{ ...wish, combinedServiceIndicator: true }, 'SESSIONS_NOT_SUPPORTED', undefined],
    [{ ...wish, access: {} }, 'FORMAT_ERROR', 'access'],
    [
      { ...wish, access: { allPsd2: 'allAccounts', accounts: [{ bban: '1' }] } },
      'PARAMETER_NOT_CONSISTENT',
      'access',
    ],
    [{ ...wish, access: { accounts: [{ iban: 'x' }] } }, 'FORMAT_ERROR', 'access.accounts[0].iban'],
  ] as const
  for (const [json, code, path] of rows) {
    const answer = await ask('/v1/consents', { json, headers: { 'psu-ip-address': '192.0.2.1' } })
    assert.equal(answer.status, 400, JSON.stringify(answer.body))
    const [message] = answer.body.tppMessages
    assert.equal(message.code, code)
    if (path !== undefined) assert.equal(message.path, path)
  }
  const nameless = await ask('/v1/consents', { json: wish })
  assert.equal(nameless.body.tppMessages[0].path, 'PSU-IP-Address')
})

test('a consent is authorised at the authorization server, and the token alone opens it', async (t) => {
  const { url } = await startPortico(t)
  const { app, customer, ask } = await openTpp(url)
  const made = await ask('/v1/consents', {
    json: wish,
    headers: { 'psu-ip-address': '192.0.2.1', 'tpp-redirect-preferred': 'true' },
  })
  const withUri = await ask('/v1/consents', {
    json: wish,
    headers: {
      'psu-ip-address': '192.0.2.1',
      'tpp-redirect-preferred': 'true',
      'tpp-redirect-uri': app.redirectUri,
    },
  })
  assert.equal(made.body.tppMessages[0].path, 'TPP-Redirect-URI')
  const { consentId } = withUri.body
  const configuration = await discover(url, app)
  const request = await buildAuthorization(configuration, app, { scope: `AIS:${consentId}` })
  const wished = { customerId: customer.id }
  const redirectTo = await answerUnattended(url, app, { url: request.url, wish: wished })
  const tokens = await oauth.authorizationCodeGrant(configuration, redirectTo, {
    pkceCodeVerifier: request.verifier,
    expectedState: request.state,
  })
  assert.equal(tokens.scope, `AIS:${consentId}`)
  const read = await readInterface(url, tokens.access_token)
  assert.equal(read.status, 200, JSON.stringify(read.body))
  assert.equal((await ask(`/v1/consents/${consentId}/status`)).body.consentStatus, 'valid')
  await ask(`/v1/consents/${consentId}`, { method: 'DELETE' })
  const late = await readInterface(url, tokens.access_token)
  assert.equal(late.status, 401)
})
