/** What a bank may choose under the framework: each choice of a World's profile changes the next call. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { basic, createApp, expectCall, firstCustomer, signUp } from '#test/developer.ts'
import { startPortico } from '#test/harness.ts'
import { issueCertificate, openTls, toIdentity } from '#test/tpp-certificate.ts'
import { authoriseEmbedded, clientToken, embedded, openWorlds, wish } from '#test/world.ts'

async function openBank(t: TestContext, profile: object = {}) {
  const { open } = await openWorlds(t)
  const opened = await open()
  const patched = await opened.world('/profile', {
    method: 'PATCH',
    json: profile,
    headers: { 'content-type': 'application/merge-patch+json' },
  })
  assert.equal(patched.status, 200, JSON.stringify(patched.body))
  return opened
}

test('a password may come along with the start, and the answer names the method that was taken', async (t) => {
  const { ask, customer } = await openBank(t)
  const headers = { 'tpp-explicit-authorisation-preferred': 'true' }
  const made = await ask('/v1/consents', { json: wish, headers })
  const { href } = made.body._links.startAuthorisation
  const start = (password: string) =>
    ask(href, { json: { psuData: { password } }, headers: { 'psu-id': customer.id } })
  const started = await start('sandbox')
  assert.equal(started.status, 201, JSON.stringify(started.body))
  assert.equal(started.headers.get('aspsp-sca-approach'), 'EMBEDDED')
  assert.equal(started.body.scaStatus, 'psuAuthenticated')
  const [method] = started.body.scaMethods
  const step = started.headers.get('location') ?? ''
  const chosen = await ask(step, {
    method: 'PUT',
    json: { authenticationMethodId: method.authenticationMethodId },
  })
  assert.deepEqual(chosen.body.chosenScaMethod, method)
  const wrong = await ask(step, { method: 'PUT', json: { scaAuthenticationData: '000000' } })
  assert.equal(wrong.body.tppMessages[0].code, 'PSU_CREDENTIALS_INVALID')
  assert.deepEqual(wrong.body._links, { authoriseTransaction: { href: step } })
})

test("the owner's name is read when it was asked for and the bank gives it", async (t) => {
  const { ask, world, customer } = await openBank(t)
  const read = async (access: object) => {
    const headers = { ...embedded, 'psu-id': customer.id }
    const made = await ask('/v1/consents', { json: { ...wish, access }, headers })
    assert.equal((await authoriseEmbedded(ask, made)).body.scaStatus, 'finalised')
    const named = { headers: { 'consent-id': made.body.consentId } }
    const { accounts } = (await ask('/v1/accounts', named)).body
    return accounts.map((one: { ownerName?: string }) => one.ownerName !== undefined)
  }
  const [one, two] = customer.accounts.map(({ iban }) => ({ iban }))
  const additionalInformation = { ownerName: [one] }
  const all = customer.accounts.map(() => true)
  assert.deepEqual(await read({ allPsd2: 'allAccountsWithOwnerName' }), all)
  assert.ok(!(await read({ allPsd2: 'allAccounts' })).includes(true))
  assert.deepEqual(await read({ accounts: [one, two], additionalInformation }), [true, false])
  const headers = { 'content-type': 'application/merge-patch+json' }
  await world('/profile', { method: 'PATCH', json: { consents: { hasOwnerName: false } }, headers })
  assert.ok(!(await read({ allPsd2: 'allAccountsWithOwnerName' })).includes(true))
})

test('the link of a redirect lives as long as the profile says, and then leads to the address for a no', async (t) => {
  let now = Date.now()
  const { url } = await startPortico(t, { clock: { now: () => now } })
  const app = await createApp(url, await signUp(url))
  await expectCall(200, `${url}/sandbox/world/v1/profile`, {
    method: 'PATCH',
    headers: { ...basic(app), 'content-type': 'application/merge-patch+json' },
    json: { sca: { redirectMinutes: 2 } },
  })
  const { body } = await expectCall(201, `${url}/sandbox/psd2/v1/consents`, {
    json: wish,
    headers: {
      authorization: `Bearer ${await clientToken(url, app)}`,
      'x-request-id': crypto.randomUUID(),
      'psu-ip-address': '192.0.2.1',
      'tpp-redirect-uri': 'https://tpp.example/ok',
      'tpp-nok-redirect-uri': 'https://tpp.example/nok',
    },
  })
  now += 2 * 60_000
  const link = body._links.scaRedirect.href
  const opened = await fetch(link, { redirect: 'manual' })
  const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const page = new URL(opened.headers.get('location') ?? '', link)
  const left = await fetch(page, { redirect: 'manual', headers: { cookie } })
  assert.equal(left.headers.get('location'), 'https://tpp.example/nok')
})

test('on the TLS address the bank chooses how callers identify themselves', async (t) => {
  const { url, tlsUrl } = await startPortico(t)
  const developer = await signUp(url)
  const app = await createApp(url, developer)
  const identity = toIdentity(await issueCertificate(url, { developer, app }))
  const ask = await openTls(url, tlsUrl)
  const choose = (identification: string[]) =>
    expectCall(200, `${url}/sandbox/world/v1/profile`, {
      method: 'PATCH',
      headers: { ...basic(app), 'content-type': 'application/merge-patch+json' },
      json: { identification },
    })
  const path = '/v1/consents/none/status'
  const headers = { authorization: `Bearer ${await clientToken(url, app)}` }
  const codeOf = async (asked: ReturnType<typeof ask>) => (await asked).body.tppMessages[0].code
  await choose(['certificate'])
  assert.equal(await codeOf(ask(undefined, path, { headers })), 'CERTIFICATE_MISSING')
  assert.equal(await codeOf(ask(identity, path)), 'CONSENT_UNKNOWN')
  await choose(['bearer'])
  assert.equal(await codeOf(ask(identity, path)), 'TOKEN_UNKNOWN')
  assert.equal(await codeOf(ask(undefined, path, { headers })), 'CONSENT_UNKNOWN')
  assert.ok((await firstCustomer(url, app)).id)
})
