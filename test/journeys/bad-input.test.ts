/** What bad input gets at the authorization server and the World API: the exact code, never a page for a program, never tokens. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import {
  answerUnattended,
  buildAuthorization,
  connect,
  discover,
  readInterface,
} from '../consent-flow.ts'
import { basic, bearer, call, createApp, firstCustomer, signUp } from '../developer.ts'
import type { RegisteredApp } from '../developer.ts'
import { startPortico } from '../harness.ts'
import { send } from '../world.ts'

async function openBank(t: TestContext) {
  const { url, tlsUrl } = await startPortico(t)
  const developer = await signUp(url)
  const app = await createApp(url, developer)
  const other = await createApp(url, developer)
  const customer = await firstCustomer(url, app)
  const request = await buildAuthorization(await discover(url, app), app)
  return { url, tlsUrl, app, other, customer, request }
}

async function postForm(url: string, form: Record<string, string>, app?: RegisteredApp) {
  const headers = app ? basic(app) : {}
  const answer = await fetch(url, { method: 'POST', headers, body: new URLSearchParams(form) })
  return { status: answer.status, body: (await answer.json()) as Record<string, string> }
}

async function authorize(address: URL, accept = '*/*') {
  const answer = await fetch(address, { redirect: 'manual', headers: { accept } })
  const location = answer.headers.get('location')
  return { answer, back: location === null ? undefined : new URL(location) }
}

const changed = (address: URL, change: Record<string, string | undefined>) => {
  const url = new URL(address)
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) url.searchParams.delete(name)
    else url.searchParams.set(name, value)
  }
  return url
}

test('an unknown app or redirect address is told here and never redirected to', async (t) => {
  const { request } = await openBank(t)
  const wrong = [
    { redirect_uri: 'https://evil.example/cb' },
    { redirect_uri: 'http://127.0.0.1:9/callback/' },
    { redirect_uri: 'http://127.0.0.1:10/callback' },
    { redirect_uri: undefined },
    { client_id: 'nobody' },
  ]
  for (const change of wrong) {
    const { answer, back } = await authorize(changed(request.url, change))
    assert.equal(back, undefined, JSON.stringify(change))
    assert.equal(answer.status, 400, JSON.stringify(change))
    assert.match(answer.headers.get('content-type') ?? '', /json/u)
  }
  const page = await authorize(changed(request.url, { client_id: 'nobody' }), 'text/html')
  assert.match(page.answer.headers.get('content-type') ?? '', /text\/html/u)
  assert.match(page.answer.headers.get('content-security-policy') ?? '', /default-src 'none'/u)
})

test('missing or plain PKCE and scopes not offered go back to the app with state and iss', async (t) => {
  const { url, request } = await openBank(t)
  const wrong = [
    [{ code_challenge: undefined, code_challenge_method: undefined }, 'invalid_request'],
    [{ code_challenge_method: 'plain' }, 'invalid_request'],
    [{ scope: 'payments' }, 'invalid_scope'],
    [{ scope: 'openid' }, 'invalid_scope'],
    [{ prompt: 'none' }, 'login_required'],
  ] as const
  for (const [change, error] of wrong) {
    const { back } = await authorize(changed(request.url, change))
    assert.equal(back?.searchParams.get('error'), error, JSON.stringify(change))
    assert.equal(back.searchParams.get('state'), request.state)
    assert.equal(back.searchParams.get('iss'), `${url}/sandbox/oauth`)
  }
})

test('a code needs its own app, secret, verifier and address, and a wrong try leaves it usable', async (t) => {
  const { url, app, other, customer, request } = await openBank(t)
  const redirectTo = await answerUnattended(url, app, {
    url: request.url,
    wish: { customerId: customer.id },
  })
  const form = {
    grant_type: 'authorization_code',
    code: redirectTo.searchParams.get('code') ?? '',
    redirect_uri: app.redirectUri,
    code_verifier: request.verifier,
  }
  const token = `${url}/sandbox/oauth/token`
  const wrongSecret = await postForm(token, form, { ...app, clientSecret: 'portico_cs_wrong' })
  assert.deepEqual([wrongSecret.status, wrongSecret.body['error']], [401, 'invalid_client'])
  const foreign = await postForm(token, form, other)
  assert.deepEqual([foreign.status, foreign.body['error']], [400, 'invalid_grant'])
  const otherVerifier = await postForm(token, { ...form, code_verifier: 'x'.repeat(43) }, app)
  assert.deepEqual([otherVerifier.status, otherVerifier.body['error']], [400, 'invalid_grant'])
  const otherAddress = await postForm(token, { ...form, redirect_uri: 'http://127.0.0.1:9/x' }, app)
  assert.deepEqual([otherAddress.status, otherAddress.body['error']], [400, 'invalid_grant'])
})

test('tokens of another app can be neither read, revoked nor refreshed', async (t) => {
  const { url, app, other } = await openBank(t)
  const { accessToken, refreshToken } = await connect(url, app)
  const introspect = `${url}/sandbox/oauth/introspect`
  assert.deepEqual((await postForm(introspect, { token: accessToken }, other)).body, {
    active: false,
  })
  await fetch(`${url}/sandbox/oauth/revoke`, {
    method: 'POST',
    headers: basic(other),
    body: new URLSearchParams({ token: refreshToken }),
  })
  assert.equal((await postForm(introspect, { token: accessToken }, app)).body['active'], true)
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken }
  const stolen = await postForm(`${url}/sandbox/oauth/token`, form, other)
  assert.equal(stolen.body['error'], 'invalid_grant')
  const own = await postForm(`${url}/sandbox/oauth/token`, form, app)
  assert.equal(own.status, 200)
})

test('the World API says exactly what is wrong', async (t) => {
  const { url, app, other, customer, request } = await openBank(t)
  const good = { authorizationUrl: request.url.href, customerId: customer.id, outcome: 'approve' }
  const wrong = [
    [{ ...good, customerId: 'nobody' }, 'customer-unknown'],
    [{ ...good, accountIds: ['acc_00000000000000000000'] }, 'account-not-yours'],
    [
      { ...good, authorizationUrl: 'https://evil.example/sandbox/oauth/authorize' },
      'authorization-url-foreign',
    ],
    [{ ...good, authorizationUrl: `${url}/sandbox/oauth/token` }, 'authorization-url-foreign'],
    [{ ...good, authorizationUrl: 'nonsense' }, 'authorization-url-foreign'],
    [{ ...good, outcome: 'maybe' }, 'request-invalid'],
    [{ ...good, surplus: 1 }, 'request-invalid'],
    [{ ...good, accountIds: [] }, 'request-invalid'],
    [
      {
        ...good,
        authorizationUrl: changed(request.url, { redirect_uri: 'https://evil.example/' }).href,
      },
      'authorization-request-refused',
    ],
  ] as const
  const address = `${url}/sandbox/world/v1/authorizations`
  for (const [json, code] of wrong) {
    const answer = await call(address, { headers: basic(app), json })
    assert.deepEqual([answer.status, answer.body.code], [400, code], JSON.stringify(json))
    assert.equal(answer.body.type, `${url}/errors/${code}`)
  }
  const foreign = await call(address, { headers: basic(other), json: good })
  assert.equal(foreign.body.code, 'authorization-url-of-another-app')
  const nobody = await call(`${url}/sandbox/world/v1/customers`, {
    headers: basic({ clientId: app.clientId, clientSecret: 'wrong' }),
  })
  assert.deepEqual([nobody.status, nobody.body.code], [401, 'app-credentials-wrong'])
  assert.match(nobody.headers.get('www-authenticate') ?? '', /^Basic /u)
})

test('a blocked customer and one without accounts come back as access_denied', async (t) => {
  const { url, app, request } = await openBank(t)
  for (const customerId of ['viktor', 'noor']) {
    const back = await answerUnattended(url, app, { url: request.url, wish: { customerId } })
    assert.equal(back.searchParams.get('error'), 'access_denied')
    assert.ok(back.searchParams.get('error_description'))
  }
})

test('a broken percent-encoding is an unknown path in the form of its door', async (t) => {
  const { url } = await openBank(t)
  const read = await readInterface(url, 'x', '/accounts/%zz')
  assert.deepEqual([read.status, read.body.tppMessages[0].code], [401, 'TOKEN_UNKNOWN'])
  const unknown = await readInterface(url, 'x', '/nothing/%zz')
  assert.deepEqual([unknown.status, unknown.body.tppMessages[0].code], [404, 'RESOURCE_UNKNOWN'])
  const api = await call(`${url}/api/v1/%zz`)
  assert.deepEqual([api.status, api.body.code], [404, 'path-unknown'])
})

test('an id that is far too long is refused in the form of its door', async (t) => {
  const { url, app } = await openBank(t)
  const long = 'y'.repeat(5_000)
  const world = await call(`${url}/sandbox/world/v1/authentications/${long}/cancel`, {
    method: 'POST',
    headers: basic(app),
  })
  assert.deepEqual([world.status, world.body.code], [400, 'request-invalid'])
  const read = await readInterface(url, 'x', `/accounts/${long}`)
  assert.deepEqual([read.status, read.body.tppMessages[0].code], [401, 'TOKEN_UNKNOWN'])
})

test('a body that is deeper than any contract is refused before anybody reads it', async (t) => {
  const { url, app } = await openBank(t)
  const deep = 5_000
  for (const text of [
    `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`,
    '['.repeat(deep) + ']'.repeat(deep),
  ]) {
    const type = 'application/merge-patch+json'
    const answer = await send(url, app, { method: 'PATCH', path: '/profile', type, text })
    assert.deepEqual([answer.status, answer.body.code], [400, 'body-malformed'])
  }
})

test('a new password that cannot be used is told at its own field', async (t) => {
  const { url } = await startPortico(t)
  const developer = await signUp(url)
  const answer = await call(`${url}/api/v1/account/password`, {
    method: 'PUT',
    headers: bearer(developer.token),
    json: { currentPassword: developer.password, newPassword: 'short' },
  })
  assert.equal(answer.status, 400)
  assert.equal(answer.body.errors[0].pointer, '/newPassword')
})

test('a place in the list of calls that is none is refused', async (t) => {
  const { url } = await startPortico(t)
  const developer = await signUp(url)
  const app = await createApp(url, developer)
  const answer = await call(`${url}/api/v1/apps/${app.id}/calls?before=zz`, {
    headers: bearer(developer.token),
  })
  assert.deepEqual([answer.status, answer.body.code], [400, 'request-invalid'])
})
