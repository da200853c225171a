/** What callers, customers and readers meet while PostgreSQL is away: 503 in the form of the door they came to, and everything as before when it is back. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { buildAuthorization, connect, discover } from '#test/consent-flow.ts'
import { basic, bearer, createApp, signUp } from '#test/developer.ts'
import { createSurroundings, startPortico } from '#test/harness.ts'
import { startControlledPostgres } from '#test/postgres-server.ts'

interface Asked {
  readonly name: string
  readonly path: string
  readonly init?: RequestInit
  /** What the body must hold. */
  readonly says: RegExp
  readonly type: RegExp
}

const json = /^application\/json/u
const problem = /^application\/problem\+json/u
const page = /^text\/html/u

test('without its store every door answers 503 in its own form, and goes on when it is back', async (t) => {
  const server = await startControlledPostgres(t)
  const plain = await createSurroundings(t)
  const { url } = await startPortico(t, {
    surroundings: {
      engine: 'postgres',
      environment: {
        ...plain.environment,
        DATABASE_URL: await server.url('portico'),
        PORTICO_SECRET: randomUUID() + randomUUID(),
      },
    },
  })
  const developer = await signUp(url)
  const app = await createApp(url, developer)
  const { accessToken, refreshToken } = await connect(url, app)
  const authorization = await buildAuthorization(await discover(url, app), app)
  const begun = await fetch(authorization.url, { redirect: 'manual' })
  const waiting = new URL(begun.headers.get('location') ?? '', url)
  const cookie = begun.headers
    .getSetCookie()
    .map((one) => one.split(';', 1)[0])
    .join('; ')
  assert.equal((await fetch(waiting, { headers: { cookie } })).status, 200)
  const session = { cookie: `portico_session=${developer.token}` }
  assert.equal((await fetch(`${url}/apps`, { headers: session, redirect: 'manual' })).status, 200)

  const html = { accept: 'text/html' }
  const asked: readonly Asked[] = [
    {
      name: 'interface',
      path: '/sandbox/psd2/v1/accounts',
      init: {
        headers: {
          ...bearer(accessToken),
          'x-request-id': randomUUID(),
          'psu-ip-address': '192.0.2.1',
        },
      },
      says: /"tppMessages":\[\{"category":"ERROR","code":"SERVICE_UNAVAILABLE"/u,
      type: json,
    },
    {
      name: 'portal API',
      path: '/api/v1/apps',
      init: { headers: bearer(developer.token) },
      says: /"code":"service-unavailable"/u,
      type: problem,
    },
    {
      name: 'sign-in',
      path: '/api/v1/sessions',
      init: {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: developer.email, password: developer.password }),
      },
      says: /"code":"service-unavailable"/u,
      type: problem,
    },
    {
      name: 'World API',
      path: '/sandbox/world/v1/customers',
      init: { headers: basic(app) },
      says: /"code":"service-unavailable"/u,
      type: problem,
    },
    {
      name: 'API product',
      path: '/sandbox/api/exchange-rates/1/rates',
      init: { headers: bearer(accessToken) },
      says: /"code":"service-unavailable"/u,
      type: problem,
    },
    {
      name: 'token endpoint',
      path: '/sandbox/oauth/token',
      init: {
        method: 'POST',
        headers: basic(app),
        body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken }),
      },
      says: /"error":"temporarily_unavailable"/u,
      type: json,
    },
    {
      name: 'authorization endpoint',
      path: authorization.url.pathname + authorization.url.search,
      init: { headers: { ...html, 'accept-language': 'sv' } },
      says: /Vi går inte att nå just nu/u,
      type: page,
    },
    {
      name: 'customer’s page',
      path: waiting.pathname,
      init: { headers: { ...html, cookie } },
      says: /We cannot be reached just now/u,
      type: page,
    },
    {
      name: 'page of the portal',
      path: '/apps',
      init: { headers: { ...html, ...session } },
      says: /This page cannot be shown just now/u,
      type: page,
    },
    {
      name: 'page of the portal in Swedish',
      path: '/sv/apps',
      init: { headers: { ...html, ...session } },
      says: /Sidan går inte att visa just nu/u,
      type: page,
    },
  ]

  await server.stop('immediate')
  for (const { name, path, init, says, type } of asked) {
    const answer = await fetch(url + path, { ...init, redirect: 'manual' })
    const text = await answer.text()
    assert.equal(answer.status, 503, `${name} answered ${answer.status}: ${text.slice(0, 300)}`)
    assert.match(answer.headers.get('retry-after') ?? '', /^\d+$/u, name)
    assert.match(answer.headers.get('content-type') ?? '', type, name)
    assert.match(text, says, name)
    assert.doesNotMatch(text, /\bat .+:\d+:\d+|ECONN|postgres/iu, `${name} tells too much`)
  }
  const ready = await fetch(`${url}/readyz`)
  assert.equal(ready.status, 503)
  assert.match(await ready.text(), /^- store: does not answer$/mu)
  for (const path of [
    '/livez',
    '/',
    '/sv',
    '/apis',
    '/guides',
    '/ca.pem',
    '/errors/service-unavailable',
  ])
    assert.equal((await fetch(url + path)).status, 200, path)

  await server.start()
  const back = performance.now()
  while ((await fetch(`${url}/readyz`)).status !== 200)
    await new Promise((done) => setTimeout(done, 50))
  t.diagnostic(`ready ${Math.round(performance.now() - back)} ms after the store was back`)
  const [read] = asked
  const again = await fetch(url + (read?.path ?? ''), read?.init)
  assert.equal(again.status, 200)
  const apps = await fetch(`${url}/apps`, { headers: session })
  assert.equal(apps.status, 200)
})
