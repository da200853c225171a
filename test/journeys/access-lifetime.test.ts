/** How access goes on and how it ends: rotation, lost responses, replay, revocation, deletion, grants side by side. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as oauth from 'openid-client'
import { systemClock } from '#src/kit/clock.ts'
import { connect, readInterface, refresh } from '../consent-flow.ts'
import { bearer, call, createApp, expectCall, firstCustomer, signUp } from '../developer.ts'
import { startPortico } from '../harness.ts'
import type { RunningPortico } from '../harness.ts'
import type { TestContext } from 'node:test'

async function startConnected(t: TestContext, portico?: RunningPortico) {
  const { url } = portico ?? (await startPortico(t))
  const developer = await signUp(url)
  const app = await createApp(url, developer)
  return { url, developer, app, tokens: await connect(url, app) }
}

test('a lost refresh response is survived: the immediate predecessor yields another working pair', async (t) => {
  const { url, app, tokens } = await startConnected(t)
  const lost = await refresh(url, app, tokens.refreshToken)
  const again = await refresh(url, app, tokens.refreshToken)
  assert.equal(lost.status, 200)
  assert.equal(again.status, 200)
  for (const pair of [lost.body, again.body])
    assert.equal((await readInterface(url, pair.access_token)).status, 200)
})

test('a refresh token replayed after its grace ends the whole family', async (t) => {
  let offsetMs = 0
  const clock = { now: () => systemClock.now() + offsetMs }
  const portico = await startPortico(t, { clock })
  const { url, app, tokens } = await startConnected(t, portico)
  const next = await refresh(url, app, tokens.refreshToken)
  assert.equal(next.status, 200)
  offsetMs = 61_000
  const replayed = await refresh(url, app, tokens.refreshToken)
  assert.equal(replayed.status, 400)
  assert.equal(replayed.body.error, 'invalid_grant')
  assert.equal((await refresh(url, app, next.body.refresh_token)).body.error, 'invalid_grant')
  assert.equal((await readInterface(url, next.body.access_token)).status, 401)
})

test('a refresh token two generations old ends the whole family', async (t) => {
  const { url, app, tokens } = await startConnected(t)
  const second = await refresh(url, app, tokens.refreshToken)
  const third = await refresh(url, app, second.body.refresh_token)
  assert.equal(third.status, 200)
  assert.equal((await refresh(url, app, tokens.refreshToken)).body.error, 'invalid_grant')
  assert.equal((await readInterface(url, third.body.access_token)).status, 401)
})

test('revoking a refresh token ends its access token at once', async (t) => {
  const { url, tokens } = await startConnected(t)
  assert.equal((await readInterface(url, tokens.accessToken)).status, 200)
  await oauth.tokenRevocation(tokens.configuration, tokens.refreshToken)
  assert.equal((await readInterface(url, tokens.accessToken)).status, 401)
  const seen = await oauth.tokenIntrospection(tokens.configuration, tokens.accessToken)
  assert.equal(seen.active, false)
})

test('two grants of one customer to one app stand side by side', async (t) => {
  const { url, app, tokens } = await startConnected(t)
  const customer = await firstCustomer(url, app)
  const other = await connect(url, app, {
    customerId: customer.id,
    accountIds: customer.accounts.slice(0, 1).map((account) => account.id),
  })
  const [all, one] = await Promise.all([
    readInterface(url, tokens.accessToken),
    readInterface(url, other.accessToken),
  ])
  assert.equal(all.body.accounts.length, customer.accounts.length)
  assert.equal(one.body.accounts.length, 1)
  await oauth.tokenRevocation(other.configuration, other.refreshToken)
  assert.equal((await readInterface(url, other.accessToken)).status, 401)
  assert.equal((await readInterface(url, tokens.accessToken)).status, 200)
})

test('deleting an app ends its access at once', async (t) => {
  const { url, app, developer, tokens } = await startConnected(t)
  const gone = await call(`${url}/api/v1/apps/${app.id}`, {
    method: 'DELETE',
    headers: bearer(developer.token),
  })
  assert.equal(gone.status, 204)
  assert.equal((await readInterface(url, tokens.accessToken)).status, 401)
  const refreshed = await refresh(url, app, tokens.refreshToken)
  assert.equal(refreshed.status, 401)
  assert.equal(refreshed.body.error, 'invalid_client')
})

test('deleting an account ends its sessions, apps and their access at once', async (t) => {
  const { url, developer, tokens } = await startConnected(t)
  const gone = await call(`${url}/api/v1/account`, {
    method: 'DELETE',
    headers: bearer(developer.token),
    json: { currentPassword: developer.password },
  })
  assert.equal(gone.status, 204)
  assert.equal((await readInterface(url, tokens.accessToken)).status, 401)
  assert.equal((await call(`${url}/api/v1/apps`, { headers: bearer(developer.token) })).status, 401)
})

test('a call is found by its X-Request-ID in the record of its app', async (t) => {
  const { url, app, developer, tokens } = await startConnected(t)
  const answer = await readInterface(url, tokens.accessToken)
  const requestId = answer.headers.get('x-request-id') ?? ''
  assert.notEqual(requestId, '')
  const find = () =>
    expectCall(200, `${url}/api/v1/apps/${app.id}/calls?requestId=${requestId}`, {
      headers: bearer(developer.token),
    })
  let found = await find()
  for (let attempt = 0; attempt < 40 && found.body.calls.length === 0; attempt += 1) {
    await new Promise((done) => setTimeout(done, 50)) // records are written in groups, within a second
    found = await find()
  }
  assert.equal(found.body.calls.length, 1)
  assert.equal(found.body.calls[0].status, 200)
})
