/** A TPP with nothing but its certificate, and customers asked in their own app: the authorization server of Berlin Group clients. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import * as oauth from 'openid-client'
import { answerUnattended } from '#test/consent-flow.ts'
import { basic, call, createApp, expectCall, firstCustomer, signUp } from '#test/developer.ts'
import { engines, startPortico } from '#test/harness.ts'
import { issueCertificate, openTls, toIdentity } from '#test/tpp-certificate.ts'
import { openWorlds, wish } from '#test/world.ts'

const redirectUri = 'https://tpp.example/back?from=bank'
const byRedirect = { 'tpp-redirect-preferred': 'true', 'tpp-redirect-uri': redirectUri }
const onlyOauth = { sca: { approaches: ['oauth'] } }

async function openTpp(t: TestContext, engine: (typeof engines)[number] = 'sqlite') {
  const { url, tlsUrl } = await startPortico(t, { engine })
  const developer = await signUp(url)
  const app = await createApp(url, developer)
  const issued = await issueCertificate(url, { developer, app })
  const ask = await openTls(url, tlsUrl)
  await expectCall(200, `${url}/sandbox/world/v1/profile`, {
    method: 'PATCH',
    headers: { ...basic(app), 'content-type': 'application/merge-patch+json' },
    json: onlyOauth,
  })
  const customer = await firstCustomer(url, app)
  return { url, developer, app, ask, issued, identity: toIdentity(issued), customer }
}

for (const engine of engines)
  test(`a certificate is all a TPP needs, from the consent to the accounts (${engine})`, async (t) => {
    const { url, developer, app, ask, issued, identity, customer } = await openTpp(t, engine)
    const clientId = issued.organisationIdentifier
    const made = await ask(identity, '/v1/consents', { json: wish, headers: byRedirect })
    assert.equal(made.status, 201, JSON.stringify(made.body))
    const metadata = (await expectCall(200, made.body._links.scaOAuth.href)).body
    const verifier = oauth.randomPKCECodeVerifier()
    const parameters = {
      client_id: clientId,
      response_type: 'code',
      scope: `AIS:${made.body.consentId}`,
      state: oauth.randomState(),
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }
    const authorize = (redirect: string) =>
      new URL(
        `${metadata.authorization_endpoint}?${new URLSearchParams({ ...parameters, redirect_uri: redirect })}`,
      )
    for (const other of ['https://tpp.example/back', 'https://elsewhere.example/'])
      assert.equal((await fetch(authorize(other), { redirect: 'manual' })).status, 400, other)
    const back = await answerUnattended(url, app, {
      url: authorize(redirectUri),
      wish: { customerId: customer.id },
    })
    assert.equal(back.searchParams.get('from'), 'bank')
    const code = back.searchParams.get('code') ?? ''
    assert.ok(code, back.href)
    const path = new URL(metadata.mtls_endpoint_aliases.token_endpoint).pathname
    const form = {
      grant_type: 'authorization_code',
      client_id: clientId,
      code,
      code_verifier: verifier,
      redirect_uri: redirectUri,
    }
    const nobody = await ask(undefined, path, { form })
    assert.deepEqual([nobody.status, nobody.body.error], [401, 'invalid_client'])
    const other = await createApp(url, developer)
    const theirs = toIdentity(await issueCertificate(url, { developer, app: other }))
    assert.equal((await ask(theirs, path, { form })).body.error, 'invalid_client')
    const tokens = await ask(identity, path, { form })
    assert.equal(tokens.status, 200, JSON.stringify(tokens.body))
    assert.equal(tokens.body.scope, parameters.scope)
    const headers = { authorization: `Bearer ${tokens.body.access_token}` }
    const read = await ask(identity, '/v1/accounts', { headers })
    assert.equal(read.status, 200, JSON.stringify(read.body))
    assert.equal(read.body.accounts.length, customer.accounts.length)
    const stolen = await ask(undefined, '/v1/accounts', { headers })
    assert.equal(stolen.body.tppMessages[0].code, 'TOKEN_INVALID', 'bound to the certificate')
    const renewed = toIdentity(await issueCertificate(url, { developer, app }))
    const refreshed = await ask(renewed, path, {
      form: {
        grant_type: 'refresh_token',
        client_id: clientId,
        refresh_token: tokens.body.refresh_token,
      },
    })
    assert.equal(refreshed.status, 200, JSON.stringify(refreshed.body))
    const again = { authorization: `Bearer ${refreshed.body.access_token}` }
    assert.equal((await ask(renewed, '/v1/accounts', { headers: again })).status, 200)
  })

test('a revoked certificate gets no token, and an identifier that nobody has is no client', async (t) => {
  const { url, developer, app, ask, issued, identity } = await openTpp(t)
  const path = '/sandbox/oauth/token'
  const form = {
    grant_type: 'client_credentials',
    client_id: issued.organisationIdentifier,
    scope: 'xs2a',
  }
  assert.equal((await ask(identity, path, { form })).status, 200)
  const unknown = { ...form, client_id: 'PSDSE-FINA-TEST000000000000' }
  assert.equal((await ask(identity, path, { form: unknown })).body.error, 'invalid_client')
  await expectCall(204, `${url}/api/v1/apps/${app.id}/certificates/${issued.id}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${developer.token}` },
  })
  assert.equal((await ask(identity, path, { form })).body.error, 'invalid_client')
})

for (const engine of engines)
  test(`the customer is asked in their own app while the TPP polls the authorization server (${engine})`, async (t) => {
    const { url, open } = await openWorlds(t, engine)
    const { app, ask, world, customer } = await open()
    const post = async (path: string, form: Record<string, string>) => {
      const body = new URLSearchParams(form)
      const headers = basic(app)
      const answer = await fetch(`${url}/sandbox/oauth${path}`, { method: 'POST', headers, body })
      return { status: answer.status, body: (await answer.json()) as Record<string, string> }
    }
    const begin = async () => {
      const headers = { 'tpp-explicit-authorisation-preferred': 'true' }
      const made = await ask('/v1/consents', { json: wish, headers })
      const scope = `openid AIS:${made.body.consentId}`
      const asked = await post('/bc-authorize', { scope, login_hint: customer.id })
      assert.equal(asked.status, 200, JSON.stringify(asked.body))
      const form = {
        grant_type: 'urn:openid:params:grant-type:ciba',
        auth_req_id: asked.body['auth_req_id'] ?? '',
      }
      const poll = () => post('/token', form)
      const [waiting] = (await world('/authentications?state=pending')).body.authentications
      const end = (how: string) =>
        world(`/authentications/${waiting.id}/${how}`, { method: 'POST' })
      return { poll, end, consentId: String(made.body.consentId) }
    }
    const yes = await begin()
    assert.equal((await yes.poll()).body['error'], 'authorization_pending')
    await yes.end('approve')
    const tokens = await yes.poll()
    assert.equal(tokens.status, 200, JSON.stringify(tokens.body))
    const authorization = `Bearer ${tokens.body['access_token']}`
    const read = await call(`${url}/sandbox/psd2/v1/accounts`, {
      headers: {
        authorization,
        'x-request-id': crypto.randomUUID(),
        'psu-ip-address': '192.0.2.1',
      },
    })
    assert.equal(read.body.accounts.length, customer.accounts.length)
    assert.equal((await yes.poll()).body['error'], 'invalid_grant', 'a request is used once')
    const status = (id: string) => ask(`/v1/consents/${id}/status`)
    assert.equal((await status(yes.consentId)).body.consentStatus, 'valid')
    const no = await begin()
    await no.end('cancel')
    assert.equal((await no.poll()).body['error'], 'access_denied')
    assert.equal((await status(no.consentId)).body.consentStatus, 'rejected')
    const late = await begin()
    await late.end('time-out')
    assert.equal((await late.poll()).body['error'], 'expired_token')
    for (const scope of ['openid', 'openid AIS:none', 'openid accounts'])
      assert.equal((await post('/bc-authorize', { scope, login_hint: 'x' })).status, 400, scope)
    const headers = { 'tpp-explicit-authorisation-preferred': 'true' }
    const { body } = await ask('/v1/consents', { json: wish, headers })
    const scope = `openid AIS:${body.consentId}`
    const unknown = await post('/bc-authorize', { scope, login_hint: 'nobody' })
    assert.equal(unknown.status, 200, 'who is a customer is told to nobody')
    const code = await post('/bc-authorize', { scope, login_hint: customer.id, user_code: '1' })
    assert.equal(code.body['error'], 'invalid_request')
  })
