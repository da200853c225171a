/** A Client Secret is changed without downtime, and a revoked one is refused at every door of every process at once. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { basic, bearer, call, createApp, expectCall, newestMail, signUp } from '../developer.ts'
import type { Answer, RegisteredApp } from '../developer.ts'
import { createSurroundings, engines, startPortico } from '../harness.ts'

/** By the app's own secret, as an app that asks in its own name does. */
async function askToken(base: string, app: RegisteredApp, scope: string): Promise<Answer> {
  const answer = await fetch(`${base}/sandbox/oauth/token`, {
    method: 'POST',
    headers: basic(app),
    body: new URLSearchParams({ grant_type: 'client_credentials', scope }),
  })
  return { status: answer.status, headers: answer.headers, body: await answer.json() }
}

const product = 'exchange-rates'

const readProduct = (base: string, token: string) =>
  call(`${base}/sandbox/api/${product}/1/rates`, { headers: bearer(token) })

const readConsent = (base: string, token: string) =>
  call(`${base}/sandbox/psd2/v1/consents/unknown`, {
    headers: { ...bearer(token), 'x-request-id': randomUUID() },
  })

const listWorld = (base: string, app: RegisteredApp) =>
  call(`${base}/sandbox/world/v1/customers`, { headers: basic(app) })

for (const engine of engines)
  test(`a revoked secret is refused at every door of every process (${engine})`, async (t) => {
    const surroundings = await createSurroundings(t, engine)
    const { url } = await startPortico(t, { surroundings })
    const second = engine === 'postgres' ? await startPortico(t, { surroundings }) : undefined
    const bases = [url, second?.url ?? url]
    const developer = await signUp(url)
    const old = await createApp(url, developer)
    const headers = bearer(developer.token)
    const secretsUrl = `${url}/api/v1/apps/${old.id}/secrets`
    const subscription = `${url}/api/v1/apps/${old.id}/subscriptions/${product}`
    await expectCall(204, subscription, { method: 'PUT', headers })
    const made = await expectCall(201, secretsUrl, { headers, json: { overlapHours: 24 } })
    const renewed = { ...old, clientSecret: String(made.body.clientSecret) }
    assert.match((await newestMail(url, developer.email)).subject, /new Client Secret/u)

    const tokens: { app: RegisteredApp; own: string; ofProduct: string }[] = []
    for (const app of [old, renewed]) {
      const own = String((await askToken(url, app, 'xs2a')).body.access_token)
      const ofProduct = String((await askToken(url, app, product)).body.access_token)
      for (const base of bases) {
        assert.equal((await readProduct(base, ofProduct)).status, 200)
        assert.notEqual((await readConsent(base, own)).status, 401)
        assert.equal((await listWorld(base, app)).status, 200)
      }
      tokens.push({ app, own, ofProduct })
    }

    const { body } = await expectCall(200, secretsUrl, { headers })
    assert.equal(body.secrets.length, 2)
    assert.ok(body.secrets.every((secret: { lastUsedAt: string | null }) => secret.lastUsedAt))
    const { id } = body.secrets.find((secret: { endsAt: string | null }) => secret.endsAt)
    await expectCall(204, `${secretsUrl}/${id}`, { method: 'DELETE', headers })

    for (const base of bases)
      for (const { app, own, ofProduct } of tokens) {
        const isLiving = app === renewed
        const expected = (status: number) => (isLiving ? status : 401)
        assert.equal((await askToken(base, app, product)).status, expected(200))
        assert.equal((await listWorld(base, app)).status, expected(200))
        assert.equal((await readProduct(base, ofProduct)).status, expected(200))
        assert.equal((await readConsent(base, own)).status === 401, !isLiving)
      }
    const again = await call(`${secretsUrl}/${id}`, { method: 'DELETE', headers })
    assert.deepEqual([again.status, again.body.code], [404, 'secret-unknown'])
    await expectCall(201, secretsUrl, { headers, json: { overlapHours: 1 } })
    const third = await call(secretsUrl, { headers, json: { overlapHours: 1 } })
    assert.deepEqual([third.status, third.body.code], [409, 'too-many-secrets'])
  })
