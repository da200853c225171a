import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import * as oauth from 'openid-client'
import { discover } from '#test/consent-flow.ts'
import { basic, bearer, call, createApp, expectCall, signUp } from '#test/developer.ts'
import type { RegisteredApp, SignedInDeveloper } from '#test/developer.ts'
import { thirdPartyProduct, writeThirdPartyPack } from '#test/fixtures/third-party-pack.ts'
import { engines, startPortico, temporaryDirectory } from '#test/harness.ts'

const norrsken = join(import.meta.dirname, '../../banks/norrsken')
const rates = '/sandbox/api/exchange-rates/1/rates'

async function tokenFor(base: string, app: RegisteredApp, scope: string): Promise<string> {
  const configuration = await discover(base, app)
  return (await oauth.clientCredentialsGrant(configuration, { scope })).access_token
}

/** Subscribes (PUT) or ends the subscription (DELETE). */
async function change(
  base: string,
  { developer, app }: { developer: SignedInDeveloper; app: RegisteredApp },
  { method, product }: { method: 'PUT' | 'DELETE'; product: string },
) {
  await expectCall(204, `${base}/api/v1/apps/${app.id}/subscriptions/${product}`, {
    method,
    headers: bearer(developer.token),
  })
}

async function openApp(base: string, product: string) {
  const developer = await signUp(base)
  const app = await createApp(base, developer)
  const owned = { developer, app }
  await change(base, owned, { method: 'PUT', product })
  return { ...owned, token: await tokenFor(base, app, product) }
}

for (const engine of engines)
  test(`a product of the pack is called as production would be called (${engine})`, async (t) => {
    const { url } = await startPortico(t, { engine })
    const { developer, app, token } = await openApp(url, 'exchange-rates')
    const ask = (path: string, options: Parameters<typeof call>[1] = {}) =>
      call(`${url}${path}`, { ...options, headers: { ...bearer(token), ...options.headers } })
    const first = await ask(rates)
    assert.equal(first.status, 200, JSON.stringify(first.body))
    assert.ok(first.body.rates.length > 0)
    assert.deepEqual((await ask(rates)).body, first.body, 'the same request has the same answer')
    assert.equal((await ask(`${rates}/USD`)).body.currency, 'USD', 'what is named comes back')
    const made = await ask('/sandbox/api/exchange-rates/1/conversions', {
      json: { from: { currency: 'EUR', amount: '10.00' }, to: 'SEK' },
    })
    assert.equal(made.status, 200)
    const id = '99391c7e-ad88-49ec-a2ad-99ddcb1f7721'
    const refusals = [
      [404, 'path-unknown', '/sandbox/api/exchange-rates/1/nothing', {}],
      [405, 'method-not-allowed', rates, { method: 'DELETE' }],
      [406, 'format-not-offered', rates, { headers: { accept: 'text/csv' } }],
      [400, 'answer-not-declared', rates, { headers: { prefer: 'code=418' } }],
      [400, 'request-invalid', `${rates}/euro`, { headers: { 'x-request-id': id } }],
      [401, 'product-token-unknown', rates, { headers: { authorization: '' } }],
      [401, 'product-token-unknown', rates, { headers: { authorization: 'Bearer x' } }],
      [403, 'product-scope-missing', '/sandbox/api/branches/1/branches', {}],
    ] as const
    for (const [status, code, path, options] of refusals) {
      const answer = await ask(path, options)
      assert.equal(answer.status, status, path)
      assert.equal(answer.body.code, code)
      assert.match(answer.body.type, new RegExp(`/errors/${code}$`, 'u'))
    }
    const faulty = await ask('/sandbox/api/exchange-rates/1/conversions', {
      json: { from: { currency: 'eur' }, more: 1 },
    })
    assert.deepEqual(
      faulty.body.errors.map(({ pointer }: { pointer: string }) => pointer).toSorted(),
      ['/from/amount', '/from/currency', '/more', '/to'],
    )
    const typed = { method: 'POST', headers: { 'content-type': 'text/plain' } }
    const text = await fetch(`${url}/sandbox/api/exchange-rates/1/conversions`, {
      ...typed,
      headers: { ...typed.headers, ...bearer(token) },
      body: 'EUR',
    })
    assert.equal(text.status, 415)
    const preferred = await ask(rates, { headers: { prefer: 'code=404' } })
    assert.equal(preferred.status, 404)
    const found = await expectCall(200, `${url}/api/v1/apps/${app.id}/calls?requestId=${id}`, {
      headers: bearer(developer.token),
    })
    assert.equal(found.body.calls[0].operation, 'getRate')
    await change(url, { developer, app }, { method: 'DELETE', product: 'exchange-rates' })
    const ended = await ask(rates)
    assert.equal(ended.status, 403)
    assert.equal(ended.body.code, 'not-subscribed')
  })

test('a token for a product dies with its revocation and with its app', async (t) => {
  const { url } = await startPortico(t)
  const { developer, app, token } = await openApp(url, 'branches')
  const branches = `${url}/sandbox/api/branches/1/branches`
  await expectCall(200, branches, { headers: bearer(token) })
  const configuration = await discover(url, app)
  assert.equal((await oauth.tokenIntrospection(configuration, token)).active, true)
  await oauth.tokenRevocation(configuration, token)
  await expectCall(401, branches, { headers: bearer(token) })
  const next = await tokenFor(url, app, 'branches')
  await expectCall(200, branches, { headers: bearer(next) })
  await expectCall(204, `${url}/api/v1/apps/${app.id}`, {
    method: 'DELETE',
    headers: bearer(developer.token),
  })
  await expectCall(401, branches, { headers: bearer(next) })
})

test('only scopes that exist are given, and a restricted product is not subscribed at once', async (t) => {
  const { url } = await startPortico(t)
  const developer = await signUp(url)
  const app = await createApp(url, developer)
  for (const scope of ['nothing', '', 'accounts']) {
    const answer = await fetch(`${url}/sandbox/oauth/token`, {
      method: 'POST',
      headers: basic(app),
      body: new URLSearchParams({ grant_type: 'client_credentials', scope }),
    })
    assert.equal(answer.status, 400, scope)
    assert.equal(((await answer.json()) as { error: string }).error, 'invalid_scope')
  }
  const restricted = await call(
    `${url}/api/v1/apps/${app.id}/subscriptions/corporate-balance-reports`,
    { method: 'PUT', headers: bearer(developer.token) },
  )
  assert.equal(restricted.status, 403)
})

test('a version that ends says so with every answer', async (t) => {
  const { url } = await startPortico(t)
  const answer = await call(`${url}/sandbox/api/purchase-finance/1/offers`)
  assert.equal(answer.status, 405)
  assert.match(answer.headers.get('deprecation') ?? '', /^@\d+$/u)
  assert.equal(answer.headers.get('sunset'), 'Wed, 30 Jun 2027 23:59:59 GMT')
})

test('a document that somebody else wrote becomes a product by being dropped into the pack', async (t) => {
  const folder = await temporaryDirectory(t)
  await writeThirdPartyPack(join(folder, 'norrsken'), norrsken)
  const { url } = await startPortico(t, { environment: { PORTICO_BANKS: folder } })
  const { token } = await openApp(url, thirdPartyProduct)
  const base = `${url}/sandbox/api/${thirdPartyProduct}/2.4`
  const ask = (path: string, options: Parameters<typeof call>[1] = {}) =>
    call(`${base}${path}`, { ...options, headers: { ...bearer(token), ...options.headers } })
  const lockers = await ask('/lockers?limit=3&size=S,M&open=true')
  assert.equal(lockers.status, 200, JSON.stringify(lockers.body))
  assert.ok(Array.isArray(lockers.body))
  const wrong = await ask('/lockers?limit=99&size=XL&open=perhaps')
  assert.deepEqual(
    new Set(wrong.body.errors.map(({ pointer }: { pointer: string }) => pointer)),
    new Set(['limit', 'size/0', 'open']),
  )
  assert.equal((await ask('/lockers/abc')).body.id, 'abc')
  assert.equal((await ask('/lockers/abc', { method: 'DELETE' })).status, 204)
  const reserved = await ask('/reservations', { json: { size: 'L', note: null } })
  assert.equal(reserved.status, 201)
  assert.equal(reserved.headers.get('location'), '/reservations/r1')
  assert.equal((await ask('/lockers?limit=1', { headers: { prefer: 'code=503' } })).status, 503)
  const last = await ask('/lockers?limit=2')
  assert.equal(last.status, 200)
  const over = await ask('/lockers?limit=2')
  assert.equal(over.status, 429, 'the quota of seven is used up')
  assert.ok(Number(over.headers.get('retry-after')) > 0)
  const download = await expectCall(200, `${url}/apis/${thirdPartyProduct}/2.4/swagger-2.0.json`)
  assert.equal(download.body.swagger, '2.0')
})

test('a broken document refuses the start with its file and line', async (t) => {
  const folder = await temporaryDirectory(t)
  const target = join(folder, 'norrsken')
  await writeThirdPartyPack(target, norrsken)
  const file = join(target, 'apis', 'lockers.yaml')
  const text = await readFile(file, 'utf8')
  await writeFile(
    file,
    text.replace("$ref: '#/components/schemas/Locker' }", "$ref: '#/nowhere' }"),
  )
  const start = startPortico(t, { environment: { PORTICO_BANKS: folder } })
  await assert.rejects(start, /lockers\.yaml:\d+/u)
})
