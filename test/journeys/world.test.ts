import assert from 'node:assert/strict'
import { test } from 'node:test'
import { engines } from '#test/harness.ts'
import { embedded, openWorlds, send, wish } from '#test/world.ts'

const decoupled = { 'tpp-redirect-preferred': 'false', 'tpp-decoupled-preferred': 'true' }

for (const engine of engines)
  test(`a decoupled consent becomes valid when its customer approves in their app (${engine})`, async (t) => {
    const { open } = await openWorlds(t, engine)
    const { ask, world, customer } = await open()
    const make = () =>
      ask('/v1/consents', { json: wish, headers: { 'psu-id': customer.id, ...decoupled } })
    const made = await make()
    assert.equal(made.status, 201, JSON.stringify(made.body))
    assert.equal(made.headers.get('aspsp-sca-approach'), 'DECOUPLED')
    const listed = await world('/authentications?state=pending')
    assert.equal(listed.status, 200, JSON.stringify(listed.body))
    const [waiting] = listed.body.authentications
    assert.equal(listed.body.authentications.length, 1)
    assert.equal(waiting.customerId, customer.id)
    const stranger = { json: { customerId: 'somebody' } }
    const foreign = await world(`/authentications/${waiting.id}/approve`, stranger)
    assert.equal(foreign.body.code, 'customer-unknown')
    const approved = await world(`/authentications/${waiting.id}/approve`, { method: 'POST' })
    assert.equal(approved.status, 204, JSON.stringify(approved.body))
    const status = await ask(`/v1/consents/${made.body.consentId}/status`)
    assert.equal(status.body.consentStatus, 'valid')
    const read = await ask('/v1/accounts', { headers: { 'consent-id': made.body.consentId } })
    assert.equal(read.body.accounts.length, customer.accounts.length)
    assert.deepEqual((await world('/authentications')).body, { authentications: [] })
    const twice = await world(`/authentications/${waiting.id}/approve`, { method: 'POST' })
    assert.deepEqual([twice.status, twice.body.code], [404, 'authentication-unknown'])
    for (const [end, expected] of [
      ['cancel', 'rejected'],
      ['fail', 'received'],
      ['time-out', 'received'],
    ] as const) {
      const other = await make()
      const [next] = (await world('/authentications')).body.authentications
      await world(`/authentications/${next.id}/${end}`, { method: 'POST' })
      const after = await ask(`/v1/consents/${other.body.consentId}/status`)
      assert.equal(after.body.consentStatus, expected, end)
    }
  })

test('an authentication of another World is unknown, and an unnamed customer must be named', async (t) => {
  const { open } = await openWorlds(t)
  const [one, other] = [await open(), await open()]
  const made = await one.ask('/v1/consents', {
    json: wish,
    headers: { 'tpp-redirect-preferred': 'true', 'tpp-redirect-uri': 'https://tpp.example/ok' },
  })
  const link = made.body._links.scaRedirect.href
  const opened = await fetch(link, { redirect: 'manual' })
  const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const page = new URL(opened.headers.get('location') ?? '', link)
  await fetch(page, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin: page.origin },
    body: new URLSearchParams({ mode: 'same-device', customerId: one.customer.id }),
  })
  const [waiting] = (await one.world('/authentications')).body.authentications
  const path = `/authentications/${waiting.id}/approve`
  const foreign = await other.world(path, { json: { customerId: one.customer.id } })
  assert.deepEqual([foreign.status, foreign.body.code], [404, 'authentication-unknown'])
  const nameless = await one.world(path, { method: 'POST' })
  assert.deepEqual([nameless.status, nameless.body.code], [400, 'customer-missing'])
  assert.equal((await one.world(path, { json: { customerId: one.customer.id } })).status, 204)
})

test('a redirect link is walked once and only for its own app', async (t) => {
  const { open } = await openWorlds(t)
  const [one, other] = [await open(), await open()]
  const begin = () =>
    one.ask('/v1/consents', {
      json: wish,
      headers: {
        'tpp-redirect-preferred': 'true',
        'tpp-redirect-uri': 'https://tpp.example/ok?a=1',
        'tpp-nok-redirect-uri': 'https://tpp.example/nok',
      },
    })
  const made = await begin()
  const authorizationUrl = made.body._links.scaRedirect.href
  const json = { authorizationUrl, customerId: one.customer.id, outcome: 'approve' }
  const foreign = await other.world('/authorizations', { json })
  assert.equal(foreign.body.code, 'authorization-url-of-another-app')
  const walked = await one.world('/authorizations', { json })
  assert.equal(walked.status, 200, JSON.stringify(walked.body))
  assert.equal(walked.body.redirectTo, 'https://tpp.example/ok?a=1')
  const status = await one.ask(`/v1/consents/${made.body.consentId}/status`)
  assert.equal(status.body.consentStatus, 'valid')
  const again = await one.world('/authorizations', { json })
  assert.deepEqual([again.status, again.body.code], [400, 'authorization-link-used'])
  const second = await begin()
  const refused = await one.world('/authorizations', {
    json: { ...json, outcome: 'refuse', authorizationUrl: second.body._links.scaRedirect.href },
  })
  assert.equal(refused.body.redirectTo, 'https://tpp.example/nok')
  const left = await one.ask(`/v1/consents/${second.body.consentId}/status`)
  assert.equal(left.body.consentStatus, 'rejected')
})

for (const engine of engines)
  test(`a change of the profile counts from the next call, in its World only (${engine})`, async (t) => {
    const { url, open } = await openWorlds(t, engine)
    const [one, other] = [await open(), await open()]
    const before = (await one.world('/profile')).body
    const headers = { 'psu-id': one.customer.id, ...embedded }
    const approachOf = async ({ ask }: typeof one) =>
      (await ask('/v1/consents', { json: wish, headers })).headers.get('aspsp-sca-approach')
    assert.equal(await approachOf(one), 'EMBEDDED')
    const patch = { sca: { approaches: ['decoupled'] }, consents: { frequencyPerDay: 2 } }
    const text = JSON.stringify(patch)
    const type = 'application/merge-patch+json'
    const changed = await send(url, one.app, { method: 'PATCH', path: '/profile', type, text })
    assert.equal(changed.status, 200, JSON.stringify(changed.body))
    assert.equal(changed.body.consents.frequencyPerDay, 2)
    assert.equal(changed.body.consents.lifetimeDays, before.consents.lifetimeDays)
    assert.equal(await approachOf(one), 'DECOUPLED')
    assert.equal(await approachOf(other), 'EMBEDDED')
    const change = (json: unknown) => one.world('/profile', { method: 'PATCH', json })
    const back = await change({ sca: { approaches: null } })
    assert.deepEqual(back.body.sca, before.sca)
    assert.equal(back.body.consents.frequencyPerDay, 2)
    const wrong = await change({ sca: { attemptsMax: 9 } })
    assert.deepEqual([wrong.status, wrong.body.code], [400, 'request-invalid'])
    assert.equal(wrong.body.errors[0].pointer, '/sca/attemptsMax')
    assert.equal((await change({ unheard: 1 })).status, 400)
    assert.deepEqual((await one.world('/profile')).body, back.body)
    assert.equal((await one.world('/reset', { method: 'POST' })).status, 204)
    assert.deepEqual((await one.world('/profile')).body, before)
  })
