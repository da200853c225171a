import assert from 'node:assert/strict'
import { test } from 'node:test'
import Fastify from 'fastify'
import { createStores } from '#src/adapters/database/stores.ts'
import { createTransact } from '#src/adapters/database/unit-of-work.ts'
import { Approvals } from '#src/domain/grants/approvals.ts'
import { Authorisations } from '#src/domain/sca/authorisations.ts'
import { systemRandom } from '#src/kit/random.ts'
import { eachStore, testAuditKey } from '#test/harness.ts'
import type { OpenStore } from '#test/harness.ts'
import { createPlainBank, plainAccount } from '#test/fixtures/plain-bank.ts'
import { createOwnAddresses } from '#src/edge/http/own-addresses.ts'
import { customerPolicy } from './customer-policy.ts'
import { registerPsu } from './register-psu.ts'
import { bankProfileSchema } from '#src/domain/catalogue/bank-profile.ts'

const now = 1_800_000_000_000
const home = 'http://127.0.0.1:8080'
const back = 'https://app.example/cb?error=access_denied'

async function openDoor(
  open: OpenStore,
  accounts = [plainAccount('acc-1'), plainAccount('acc-2')],
) {
  const database = await open()
  const clock = { now: () => now }
  const bank = createPlainBank(accounts)
  const shared = {
    transact: createTransact({
      auditKey: testAuditKey,
      database,
      createStores,
      clock,
      random: systemRandom,
    }),
    connector: bank,
    worldNow: () => Promise.resolve(now),
  }
  const authorisations = new Authorisations({
    ...shared,
    random: systemRandom,
    authorisations: createStores(database.db).authorisations,
    limits: { attemptsMax: 2, authenticationSeconds: 180 },
  })
  const { consents } = createStores(database.db)
  const approvals = new Approvals({
    profileOf: () => Promise.resolve(bankProfileSchema.parse({})),
    ...shared,
    consents,
    authorisations,
    random: systemRandom,
  })
  const id = systemRandom.uuid()
  const request = { realm: 'sandbox', worldId: 'w', appId: 'a', organisationId: 'o' } as const
  const kind = { subject: { kind: 'oauth-first' }, approach: 'oauth' } as const
  await authorisations.begin({ ...request, ...kind, id, language: 'en', services: ['accounts'] })
  const fastify = Fastify()
  await registerPsu(fastify, {
    own: createOwnAddresses({
      publicUrl: home,
      publicTlsUrl: 'https://127.0.0.1:8443',
      isNamed: false,
      listensOn: '127.0.0.1',
    }),
    basePath: '/sandbox/approve',
    bank: { name: 'Norrsken Bank', isFictional: true },
    limits: { attemptsMax: 2 },
    services: {
      realm: 'sandbox',
      authorisations,
      approvals,
      worldNow: shared.worldNow,
      connector: bank,
      isSecureOrigin: false,
      simulator: bank,
      isOwnBrowser: (raw, _response, asked) =>
        Promise.resolve(raw.headers.cookie === 'own=1' && asked === id),
      finish: () => Promise.resolve(back),
      findAskingApp: () =>
        Promise.resolve({
          name: '<b>Budget</b>',
          organisationName: '',
          redirectOrigins: ['https://app.example'],
        }),
    },
  })
  const headers = { cookie: 'own=1', host: '127.0.0.1:8080' }
  const url = `/sandbox/approve/${id}`
  const see = (path = '') => fastify.inject({ method: 'GET', url: `${url}${path}`, headers })
  const post = (form: Record<string, string>, more: Record<string, string> = {}) =>
    fastify.inject({
      method: 'POST',
      url,
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded', ...more },
      payload: new URLSearchParams(form).toString(),
    })
  return { fastify, url, see, post, authorisations, id }
}

eachStore('who asks is shown first, and an app’s name is text', async (open) => {
  const { see } = await openDoor(open)
  const page = await see()
  assert.equal(page.statusCode, 200)
  assert.match(page.body, /&lt;b&gt;Budget&lt;\/b&gt;/u)
  assert.match(
    String(page.headers['content-security-policy']),
    /form-action 'self' https:\/\/app\.example/u,
  )
})

test('the policy takes origins and nothing that could mean more', () => {
  const origins = ['https://app.example:8443', 'http://127.0.0.1:*', 'http://[::1]:*']
  assert.match(customerPolicy(origins), /form-action 'self' https:\/\/app\.example:8443 http/u)
  for (const origin of [
    'https://x.example;frame-ancestors',
    'https://x.example,evil.example',
    'https://x.example https://evil.example',
    "'unsafe-inline'",
    'https://x.example/',
    '*',
    'data:',
  ])
    assert.throws(() => customerPolicy([origin]), /no origin/u, origin)
})

eachStore('one authentication, then the choice, then back to the app', async (open) => {
  const { see, post, authorisations, id } = await openDoor(open)
  assert.equal((await post({ mode: 'same-device', customerId: 'astrid' })).statusCode, 303)
  assert.equal((await post({ simulate: 'approve', customerId: 'astrid' })).statusCode, 303)
  assert.match((await see()).body, /name="account"/u)
  const none = await post({ action: 'approve' })
  assert.equal(none.statusCode, 400)
  assert.match(none.body, /role="alert"/u)
  const done = await post({ action: 'approve', account: 'acc-2' })
  assert.equal(done.headers.location, back)
  assert.equal((await authorisations.load(id)).state, 'approved')
})

eachStore('a no at any point leads back to the app', async (open) => {
  for (const steps of [
    [],
    [{ mode: 'same-device' }],
    [{ mode: 'other-device' }, { simulate: 'fail' }],
  ]) {
    const { post } = await openDoor(open)
    for (const step of steps) await post(step as Record<string, string>)
    assert.equal((await post({ action: 'refuse' })).headers.location, back)
  }
})

eachStore('a failure says how many tries are left and nothing about the factor', async (open) => {
  const { see, post } = await openDoor(open)
  await post({ mode: 'same-device' })
  await post({ simulate: 'fail' })
  assert.match((await see()).body, /try-again/u)
  await post({ action: 'try-again' })
  assert.equal((await post({ simulate: 'fail' })).headers.location, back)
})

eachStore('a customer without accounts is told so and can only go back', async (open) => {
  const { see, post, authorisations, id } = await openDoor(open, [])
  await post({ mode: 'same-device' })
  await post({ simulate: 'approve', customerId: 'noor' })
  assert.doesNotMatch((await see()).body, /value="approve"/u)
  assert.equal((await post({ action: 'refuse' })).headers.location, back)
  assert.equal((await authorisations.load(id)).state, 'without-accounts')
})

eachStore('the waiting page tells its state to the script and draws a new code', async (open) => {
  const { see, post } = await openDoor(open)
  await post({ mode: 'other-device' })
  const status = (await see('/status')).json()
  assert.equal(status.state, 'pending')
  assert.match(status.qrSvg, /^<svg/u)
  await post({ simulate: 'approve', customerId: 'astrid' })
  assert.equal((await see('/status')).json().state, 'complete')
})

eachStore('another browser and another site get nowhere', async (open) => {
  const { fastify, url, post, authorisations, id } = await openDoor(open)
  const foreign = await fastify.inject({ method: 'GET', url })
  assert.equal(foreign.statusCode, 410)
  const forged = await post({ action: 'refuse' }, { origin: 'https://evil.example' })
  assert.equal(forged.statusCode, 410)
  assert.equal((await authorisations.load(id)).state, 'asked')
})

eachStore('the language is switched by a link and stays', async (open) => {
  const { see } = await openDoor(open)
  assert.match((await see('?lang=sv')).body, /<html lang="sv"/u)
  assert.match((await see()).body, /<html lang="sv"/u)
})

test('the policy lets forms lead to the app and nowhere else', () => {
  assert.match(customerPolicy([]), /form-action 'self'(?:;|$)/u)
  assert.doesNotMatch(customerPolicy(['https://a.example']), /unsafe/u)
})
