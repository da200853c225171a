/** The test console over its JSON interface: the first answer of a visitor, an own app, what is refused, how tokens are kept. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { openPostgres, openSqlite } from '#src/adapters/database/engine.ts'
import { findAccountList, findMocked } from '../console-target.ts'
import { bearer, call, createApp, expectCall, signUp } from '../developer.ts'
import type { SignedInDeveloper } from '../developer.ts'
import { createSurroundings, engines, startPortico } from '../harness.ts'
import type { Surroundings } from '../harness.ts'

const accountList = await findAccountList()

function callConsole(base: string, asked: object, developer?: SignedInDeveloper) {
  const headers = developer ? bearer(developer.token) : {}
  return call(`${base}/api/v1/console/calls`, {
    headers,
    json: { ...accountList, parameters: {}, ...asked },
  })
}

/** Looks into the store: how many consents the app was given. */
async function countConsents({ environment }: Surroundings, appId: string): Promise<number> {
  const { DATABASE_URL: url, PORTICO_DATA: folder = '' } = environment
  const database = url ? openPostgres(url) : openSqlite(join(folder, 'portico.sqlite'))
  try {
    const query = database.db.selectFrom('consents').select('id').where('app_id', '=', appId)
    return (await query.execute()).length
  } finally {
    await database.close()
  }
}

async function startSignedIn(t: TestContext, engine: (typeof engines)[number] = 'sqlite') {
  const surroundings = await createSurroundings(t, engine)
  const { url: base } = await startPortico(t, { surroundings })
  const developer = await signUp(base)
  const app = await createApp(base, developer)
  return { base, developer, app, surroundings }
}

for (const engine of engines) {
  test(`a visitor gets the first 200 with one call and follows its links (${engine})`, async (t) => {
    const { url } = await startPortico(t, { engine })
    const { status, body } = await callConsole(url, {})
    assert.equal(status, 200)
    assert.equal(body.response.status, 200)
    assert.ok(JSON.parse(body.response.body).accounts.length > 0)
    assert.ok(body.response.durationMs > 0)
    assert.equal(body.response.sizeBytes, Buffer.byteLength(body.response.body))
    assert.equal(body.request.url, `${url}/sandbox/psd2/v1/accounts`)
    assert.equal(body.request.headers.Authorization, 'Bearer $ACCESS_TOKEN')
    assert.match(body.curl, /\$ACCESS_TOKEN/u)
    assert.equal(body.requestId, body.request.headers['X-Request-ID'])
    const [first, second] = body.links
    assert.deepEqual([first.operationId, second.operationId], ['getBalances', 'getTransactionList'])
    for (const { operationId, parameters } of [first, second]) {
      const followed = await callConsole(url, { operationId, parameters })
      assert.equal(followed.body.response.status, 200)
    }
  })

  test(`an own app calls as itself, for the chosen customer, with one consent for many calls (${engine})`, async (t) => {
    const { base, developer, app, surroundings } = await startSignedIn(t, engine)
    const choices = await expectCall(200, `${base}/api/v1/console`, {
      headers: bearer(developer.token),
    })
    assert.deepEqual(choices.body.apps, [{ id: app.id, name: 'Budget' }])
    for (const customer of choices.body.customers.slice(0, 2)) {
      const asked = { appId: app.id, customerId: customer.id }
      for (let turn = 0; turn < 2; turn += 1) {
        const { body } = await callConsole(base, asked, developer)
        const ids = JSON.parse(body.response.body).accounts.map(
          (account: { resourceId: string }) => account.resourceId,
        )
        const own = customer.accounts.map((account: { id: string }) => account.id)
        assert.deepEqual(ids.toSorted(), own.toSorted())
      }
    }
    assert.equal(await countConsents(surroundings, app.id), 2)
  })

  test(`after a fresh World the console walks the consent anew by itself (${engine})`, async (t) => {
    const { base, developer, app } = await startSignedIn(t, engine)
    const first = await callConsole(base, { appId: app.id }, developer)
    assert.equal(first.body.response.status, 200)
    await expectCall(204, `${base}/api/v1/apps/${app.id}/world/reset`, {
      method: 'POST',
      headers: bearer(developer.token),
    })
    const second = await callConsole(base, { appId: app.id }, developer)
    assert.equal(second.body.response.status, 200)
  })

  test(`of many first visitors at once all get an answer, each from a demo app of their own (${engine})`, async (t) => {
    const { url } = await startPortico(t, { engine })
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map((number) =>
        callConsole(url, { visitor: `visitor-number-${number}-of-five` }),
      ),
    )
    assert.deepEqual(
      answers.map(({ body }) => body.response?.status),
      [200, 200, 200, 200, 200],
    )
  })
}

test('the secret lent for a consent ends with it, and the app still has one secret to show', async (t) => {
  const { base, developer, app } = await startSignedIn(t)
  await callConsole(base, { appId: app.id }, developer)
  const { body } = await expectCall(200, `${base}/api/v1/apps`, {
    headers: bearer(developer.token),
  })
  assert.equal(body.apps.length, 1)
  assert.equal(body.apps[0].secretHint, app.clientSecret.slice(-4))
})

test('an app of somebody else is unknown, to developers and visitors alike', async (t) => {
  const { base, app } = await startSignedIn(t)
  const stranger = await signUp(base)
  for (const who of [stranger, undefined]) {
    const { status, body } = await callConsole(base, { appId: app.id }, who)
    assert.equal(status, 404)
    assert.equal(body.code, 'app-unknown')
  }
})

test('a session that has ended is refused instead of taken for a visitor', async (t) => {
  const { url } = await startPortico(t)
  const ended = { email: '', password: '', token: 'portico_session_ended' }
  assert.equal((await callConsole(url, {}, ended)).status, 401)
})

test('an app without redirect URI is told what to add', async (t) => {
  const { base, developer } = await startSignedIn(t)
  const { body: bare } = await expectCall(201, `${base}/api/v1/apps`, {
    headers: bearer(developer.token),
    json: { name: 'Bare', redirectUris: [] },
  })
  const { status, body } = await callConsole(base, { appId: bare.id }, developer)
  assert.equal(status, 409)
  assert.equal(body.code, 'console-redirect-uri-missing')
})

test('header injection, oversized bodies and strange parameters are refused with a reason', async (t) => {
  const { url } = await startPortico(t)
  const refusals: [object, number, string][] = [
    [
      { parameters: { header: { 'Consent-ID': 'a\r\nHost: evil.example' } } },
      400,
      'console-header-refused',
    ],
    [{ parameters: { header: { Host: 'evil.example' } } }, 400, 'console-header-refused'],
    [{ parameters: { header: { Authorization: 'Bearer x' } } }, 400, 'console-header-refused'],
    [
      { parameters: { header: { 'X-Forwarded-Host': 'evil.example' } } },
      400,
      'console-header-refused',
    ],
    [{ parameters: { query: { url: 'http://evil.example' } } }, 400, 'console-parameter-refused'],
    [{ body: '{}' }, 400, 'console-parameter-refused'],
    [{ body: 'x'.repeat(70_000) }, 413, 'body-too-large'],
    [{ customerId: 'nobody' }, 400, 'console-customer-unknown'],
    [{ operationId: 'getNothing' }, 404, 'console-operation-unknown'],
    [{ productId: 'http://evil.example' }, 404, 'console-operation-unknown'],
    [{ version: '../../..' }, 404, 'console-operation-unknown'],
    [{ url: 'http://evil.example' }, 400, 'request-invalid'],
  ]
  for (const [asked, status, code] of refusals) {
    const answer = await callConsole(url, asked)
    assert.deepEqual(
      [answer.status, answer.body.code],
      [status, code],
      JSON.stringify(asked).slice(0, 200),
    )
    assert.ok(answer.body.detail.length > 10)
  }
})

test('a foreign address in any field stays a value of our own address', async (t) => {
  const { url } = await startPortico(t)
  for (const value of [
    '//evil.example/',
    'http://evil.example/',
    '@evil.example',
    '../../../../livez',
  ]) {
    const { body } = await callConsole(url, {
      operationId: 'getBalances',
      parameters: { path: { 'account-id': value }, header: { 'PSU-IP-Address': '192.0.2.1' } },
    })
    assert.ok(body.request.url.startsWith(`${url}/sandbox/psd2/v1/accounts/`), body.request.url)
    assert.equal(body.response.status, 404)
    assert.equal(body.nextHint, 'account-of-another')
  }
})

test('a wrong call reaches the interface and its refusal is the answer', async (t) => {
  const { url } = await startPortico(t)
  const { body } = await callConsole(url, {
    parameters: { header: { 'X-Request-ID': 'no-uuid' }, query: { withBalance: 'perhaps' } },
  })
  assert.equal(body.response.status, 400)
  assert.match(body.response.body, /FORMAT_ERROR/u)
})

test('a visitor gets thirty calls in ten minutes, then how long to wait', async (t) => {
  const { url } = await startPortico(t, { environment: { PORTICO_RATE_LIMITS: 'on' } })
  for (let turn = 0; turn < 30; turn += 1)
    assert.equal((await callConsole(url, {})).status, 200, `call ${turn + 1}`)
  const refused = await callConsole(url, {})
  assert.equal(refused.status, 429)
  assert.equal(refused.body.code, 'console-limit-reached')
  assert.ok(Number(refused.headers.get('retry-after')) > 0)
})

test('a visitor may call every open product, and nobody an app that does not subscribe', async (t) => {
  const { base, developer, app } = await startSignedIn(t)
  const open = await findMocked('open')
  const tried = await callConsole(base, open)
  assert.equal(tried.body.response?.status, 200, JSON.stringify(tried.body))
  const own = await callConsole(base, { ...open, appId: app.id }, developer)
  assert.equal(own.body.response?.status, 403, JSON.stringify(own.body))
  assert.equal(own.body.nextHint, 'subscribe')
  const restricted = await callConsole(base, await findMocked('restricted'))
  assert.equal(restricted.body.response?.status, 403, JSON.stringify(restricted.body))
})

test('the request id a caller names goes out and comes back', async (t) => {
  const { url } = await startPortico(t)
  const id = randomUUID()
  const { body } = await callConsole(url, { parameters: { header: { 'x-request-id': id } } })
  assert.equal(body.requestId, id)
  assert.equal(body.response.headers['x-request-id'], id)
})
