/** Two processes over one PostgreSQL: what one has ended the other no longer opens, and what both count is counted once. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { connect, readInterface } from '#test/consent-flow.ts'
import {
  basic,
  bearer,
  call,
  createApp,
  expectCall,
  firstCustomer,
  signUp,
} from '#test/developer.ts'
import type { Answer, RegisteredApp } from '#test/developer.ts'
import { createSurroundings } from '#test/harness.ts'
import { queryPostgres } from '#test/query-postgres.ts'
import { spawnPortico } from '#test/spawn-portico.ts'
import type { SpawnedPortico } from '#test/spawn-portico.ts'
import { consentEmbedded, issueCertificate, openTls, toIdentity } from '#test/tpp-certificate.ts'
import { clientToken, embedded, wish } from '#test/world.ts'
import { dayMs } from '#src/kit/clock.ts'

const explicit = { 'tpp-explicit-authorisation-preferred': 'true' }
const triesMax = 50
const pauseMs = 20

type Asked = Parameters<typeof call>[1] & { readonly isAlone?: boolean }

interface Pair {
  readonly first: SpawnedPortico
  readonly second: SpawnedPortico
  readonly databaseUrl: string
}

async function openPair(t: TestContext): Promise<Pair> {
  const surroundings = await createSurroundings(t, 'postgres')
  const first = await spawnPortico(t, surroundings) // alone it brings the store up to date
  const second = await spawnPortico(t, surroundings)
  return { first, second, databaseUrl: surroundings.environment['DATABASE_URL'] ?? '' }
}

/** A developer with an app, so with a World of its own. */
async function openApp({ first, second }: Pair) {
  const developer = await signUp(first.url)
  const app = await createApp(first.url, developer)
  const psuId = (await firstCustomer(first.url, app)).id
  const ask = askWith(await clientToken(first.url, app))
  return { developer, app, psuId, ask, bases: [first.url, second.url] as const }
}

function askWith(token: string) {
  return (base: string, path: string, asked: Asked = {}): Promise<Answer> => {
    const { isAlone, headers, ...options } = asked
    const presence = isAlone === true ? {} : { 'psu-ip-address': '192.0.2.1' }
    const own = { ...bearer(token), 'x-request-id': randomUUID(), ...presence }
    const mounted = path.startsWith('/sandbox') ? path : `/sandbox/psd2${path}`
    return call(`${base}${mounted}`, { ...options, headers: { ...own, ...headers } })
  }
}

type Ask = ReturnType<typeof askWith>

/** Asks again and again until it is refused: with which code. */
async function refusalOf(ask: () => Promise<Answer>): Promise<string | undefined> {
  for (let count = 0; count < triesMax; count += 1) {
    const { status, body } = await ask()
    if (status >= 400) return body.tppMessages?.[0].code ?? body.code
    await new Promise((done) => setTimeout(done, pauseMs))
  }
  return undefined
}

interface Embedding {
  readonly ask: Ask
  readonly bases: readonly [string, string]
  readonly psuId: string
}

/** Walks the embedded approach up to the challenge, every step at the other process. */
async function challenge({ ask, bases: [one, other], psuId }: Embedding) {
  const headers = { 'psu-id': psuId, ...embedded }
  const made = await ask(one, '/v1/consents', { json: wish, headers })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const put = (base: string, href: string, json: unknown) =>
    ask(base, href, { method: 'PUT', json })
  const { href } = made.body._links.updatePsuAuthentication
  const known = await put(other, href, { psuData: { password: 'sandbox' } })
  const { authenticationMethodId } = known.body.scaMethods[0]
  await put(one, known.body._links.selectAuthenticationMethod.href, { authenticationMethodId })
  const answer = (base: string, otp: string) => put(base, href, { scaAuthenticationData: otp })
  return { consentId: String(made.body.consentId), href: String(href), answer }
}

async function giveConsent(embedding: Embedding): Promise<string> {
  const { consentId, answer } = await challenge(embedding)
  const done = await answer(embedding.bases[1], '123456')
  assert.equal(done.body.scaStatus, 'finalised', JSON.stringify(done.body))
  return consentId
}

const codesOf = (answers: readonly Answer[]) =>
  answers.map(({ status, body }) => String(body.tppMessages?.[0].code ?? status)).toSorted()

/** The processes are one fixture, for they take seconds to start; every test has a World of its own. */
test('two processes over one store', async (t) => {
  const pair = await openPair(t)
  for (const [guarantee, prove] of Object.entries(guarantees))
    await t.test(guarantee, () => prove(pair))
})

const guarantees: Readonly<Record<string, (pair: Pair) => Promise<void>>> = {
  'a consent given up at one opens nothing at the other': async (pair) => {
    const opened = await openApp(pair)
    const { ask } = opened
    const [one, other] = opened.bases
    const consentId = await giveConsent(opened)
    const read = () => ask(other, '/v1/accounts', { headers: { 'consent-id': consentId } })
    assert.equal((await read()).status, 200)
    assert.equal((await ask(one, `/v1/consents/${consentId}`, { method: 'DELETE' })).status, 204)
    assert.equal(await refusalOf(read), 'CONSENT_INVALID')
  },

  'a token revoked at one opens nothing at the other': async (pair) => {
    const { app, psuId, bases } = await openApp(pair)
    const tokens = await connect(bases[0], app, { customerId: psuId })
    const read = () => readInterface(bases[1], tokens.accessToken)
    assert.equal((await read()).status, 200)
    const answer = await fetch(`${bases[0]}/sandbox/oauth/revoke`, {
      method: 'POST',
      headers: basic(app),
      body: new URLSearchParams({ token: tokens.refreshToken }),
    })
    assert.equal(answer.status, 200)
    assert.equal(await refusalOf(read), 'TOKEN_INVALID')
  },

  'a consent that has run out on the clock of its World is over at both': async (pair) => {
    const opened = await openApp(pair)
    const { app, bases } = opened
    const headers = { 'consent-id': await giveConsent(opened) }
    await advanceWorld(pair, app)
    const ask = askWith(await clientToken(bases[1], app))
    for (const base of bases.toReversed()) {
      assert.equal(await refusalOf(() => ask(base, '/v1/accounts', { headers })), 'CONSENT_EXPIRED')
      const { body } = await ask(base, `/v1/consents/${headers['consent-id']}/status`)
      assert.equal(body.consentStatus, 'expired')
    }
  },

  'a profile changed at one holds at the other': async (pair) => {
    const { app, psuId, ask, bases } = await openApp(pair)
    const headers = { 'psu-id': psuId, ...embedded }
    const make = () => ask(bases[1], '/v1/consents', { json: wish, headers })
    assert.equal((await make()).headers.get('aspsp-sca-approach'), 'EMBEDDED')
    await expectCall(200, `${bases[0]}/sandbox/world/v1/profile`, {
      method: 'PATCH',
      headers: basic(app),
      json: { consents: { models: ['dedicated'] } },
    })
    assert.equal(await refusalOf(make), 'SERVICE_INVALID')
  },

  'a certificate revoked at one is refused at the other': async (pair) => {
    const { first, second } = pair
    const { developer, app, psuId } = await openApp(pair)
    const tlsUrl = /https:\/\/[\w.]+:\d+/u.exec(second.output())?.[0] ?? ''
    const ask = await openTls(second.url, tlsUrl)
    const issued = await issueCertificate(first.url, { developer, app })
    const identity = toIdentity(issued)
    const headers = { 'consent-id': await consentEmbedded(ask, identity, psuId) }
    const read = () => ask(identity, '/v1/accounts', { headers })
    assert.equal((await read()).status, 200)
    await expectCall(204, `${first.url}/api/v1/apps/${app.id}/certificates/${issued.id}`, {
      method: 'DELETE',
      headers: bearer(developer.token),
    })
    assert.equal(await refusalOf(read), 'CERTIFICATE_REVOKED')
  },

  'of twelve reads without the customer at once, four are answered': async (pair) => {
    const opened = await openApp(pair)
    const headers = { 'consent-id': await giveConsent(opened) }
    const answers = await atOnce(12, opened.bases, (base) =>
      opened.ask(base, '/v1/accounts', { isAlone: true, headers }),
    )
    assert.deepEqual(codesOf(answers), [
      ...Array<string>(4).fill('200'),
      ...Array<string>(8).fill('ACCESS_EXCEEDED'),
    ])
  },

  'of authorisations begun at once for one customer, one is begun': async (pair) => {
    const { ask, bases, psuId } = await openApp(pair)
    for (let round = 0; round < 5; round += 1) {
      const headers = { 'psu-id': psuId, ...embedded, ...explicit }
      const made = await ask(bases[0], '/v1/consents', { json: wish, headers })
      const path = made.body._links.startAuthorisation.href
      const answers = await atOnce(6, bases, (base) => ask(base, path, { method: 'POST', headers }))
      assert.deepEqual(codesOf(answers), ['201', ...Array<string>(5).fill('STATUS_INVALID')])
      assert.equal((await ask(bases[1], path)).body.authorisationIds.length, 1)
    }
  },

  'a write sent to both at once is done once, at the bank too': async (pair) => {
    const { ask, bases, psuId } = await openApp(pair)
    const countRows = async () => [
      await count(pair, 'consents'),
      await count(pair, 'authorisations'),
      await count(pair, 'sandbox_authentications'),
      await count(pair, 'psu_tries'),
      await count(pair, 'remembered_answers'),
      await count(pair, answersWithAct),
    ]
    const sentToBoth = async (path: string, asked: Asked) => {
      const headers = { ...asked.headers, 'x-request-id': randomUUID() }
      const answers = await atOnce(6, bases, (base) => ask(base, path, { ...asked, headers }))
      const [first, ...others] = answers
      assert.ok(first && first.status < 300, JSON.stringify(first?.body))
      for (const { status, body } of others)
        assert.deepEqual([status, body], [first.status, first.body])
      return first
    }
    const before = await countRows()
    const push = { 'psu-id': psuId, 'tpp-redirect-preferred': 'false' }
    const pushed = { ...push, 'tpp-decoupled-preferred': 'true' }
    await sentToBoth('/v1/consents', { json: wish, headers: pushed })
    const headers = { 'psu-id': psuId, ...embedded }
    const made = await sentToBoth('/v1/consents', { json: wish, headers })
    const { href } = made.body._links.updatePsuAuthentication
    const put = (json: unknown) => sentToBoth(href, { method: 'PUT', json })
    const known = await put({ psuData: { password: 'sandbox' } })
    const { authenticationMethodId } = known.body.scaMethods[0]
    await put({ authenticationMethodId })
    const done = await put({ scaAuthenticationData: '123456' })
    assert.equal(done.body.scaStatus, 'finalised')
    await sentToBoth(made.body._links.self.href, { method: 'DELETE' })
    const after = await countRows()
    assert.deepEqual(
      after.map((rows, index) => rows - (before[index] ?? 0)),
      [2, 2, 2, 2, 6, 6],
    )
  },

  'five wrong one-time passwords at once lock the customer': async (pair) => {
    const opened = await openApp(pair)
    const { ask, bases, psuId } = opened
    const { href, answer } = await challenge(opened)
    const wrong = await atOnce(5, bases, (base, index) => answer(base, `00000${index}`))
    assert.deepEqual(codesOf(wrong), Array<string>(5).fill('PSU_CREDENTIALS_INVALID'))
    for (const base of bases) {
      assert.equal((await ask(base, href)).body.scaStatus, 'failed')
      assert.deepEqual(codesOf([await answer(base, '123456')]), ['STATUS_INVALID'])
      const headers = { 'psu-id': psuId, ...embedded }
      const made = await ask(base, '/v1/consents', { json: wish, headers })
      const late = await ask(base, made.body._links.updatePsuAuthentication.href, {
        method: 'PUT',
        json: { psuData: { password: 'sandbox' } },
      })
      assert.deepEqual(codesOf([late]), ['PSU_CREDENTIALS_INVALID'])
    }
  },
}

/** Sends calls without waiting, in turn to one process and the other. */
function atOnce(
  count: number,
  bases: Embedding['bases'],
  send: (base: string, index: number) => Promise<Answer>,
): Promise<Answer[]> {
  return Promise.all(
    Array.from({ length: count }, (_, index) => send(bases[index % 2 === 0 ? 0 : 1], index)),
  )
}

const longestConsentMs = 181 * dayMs

/** No door moves the clock of a World, so the store is told. */
async function advanceWorld(pair: Pair, { id }: RegisteredApp) {
  const moved = await queryPostgres(
    pair.databaseUrl,
    'update worlds set clock_offset_ms = $1 where id = (select world_id from apps where id = $2)',
    [longestConsentMs, id],
  )
  assert.equal(moved.rowCount, 1)
}

/** Answers that committed in one transaction with what the audit trail says was done. */
const answersWithAct = `remembered_answers as answer where exists
  (select from audit_entries as entry where entry.xmin = answer.xmin)`

async function count(pair: Pair, table: string): Promise<number> {
  const { rows } = await queryPostgres(
    pair.databaseUrl,
    `select count(*)::int as count from ${table}`,
  )
  return Number(rows[0]?.['count'])
}
