/** A write sent twice is done once; what a bank may choose of confirmation, errors and use once is kept. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { engines } from '#test/harness.ts'
import { authoriseEmbedded, embedded, followRedirect, openWorlds, wish } from '#test/world.ts'

const codeOf = ({ body }: { body: { tppMessages?: { code: string }[] } }) =>
  body.tppMessages?.[0]?.code

for (const engine of engines)
  test(`a write with a used X-Request-ID gets the first answer, in parallel too (${engine})`, async (t) => {
    const { open } = await openWorlds(t, engine)
    const { ask, customer } = await open()
    const headers = { ...embedded, 'psu-id': customer.id, 'x-request-id': randomUUID() }
    const send = (json: unknown = wish, more = {}) =>
      ask('/v1/consents', { json, headers: { ...headers, ...more } })
    const answers = await Promise.all([send(), send(), send(), send()])
    const [first] = answers
    assert.ok(first)
    assert.equal(first.status, 201, JSON.stringify(first.body))
    for (const { status, body, headers: told } of answers) {
      assert.deepEqual([status, body], [201, first.body])
      assert.equal(told.get('location'), first.headers.get('location'))
      assert.equal(told.get('aspsp-sca-approach'), 'EMBEDDED')
    }
    const other = await send({ ...wish, frequencyPerDay: 1 })
    assert.deepEqual([other.status, codeOf(other)], [400, 'FORMAT_ERROR'])
    assert.equal(other.body.tppMessages[0].path, 'X-Request-ID')
    const fresh = await send(wish, { 'x-request-id': randomUUID() })
    assert.notEqual(fresh.body.consentId, first.body.consentId)
    const refusedId = { 'x-request-id': randomUUID() }
    const bad = { ...wish, access: { allPsd2: 'allAccounts', accounts: [{ bban: '1' }] } }
    const refusals = [await send(bad, refusedId), await send(bad, refusedId)]
    assert.deepEqual(refusals[0]?.body, refusals[1]?.body)
    assert.equal(refusals[1]?.status, 400)
    const stranger = await open()
    const theirs = await stranger.ask('/v1/consents', { json: wish, headers })
    assert.equal(theirs.status, 201, 'the id of another app is another id')
    assert.notEqual(theirs.body.consentId, first.body.consentId)
    const ended = `/v1/consents/${first.body.consentId}`
    const again = { method: 'DELETE', headers: { 'x-request-id': randomUUID() } }
    assert.deepEqual(
      [(await ask(ended, again)).status, (await ask(ended, again)).status],
      [204, 204],
    )
  })

test('what a customer got wrong counts once, however often its write is sent', async (t) => {
  const { open } = await openWorlds(t)
  const { ask, customer } = await open()
  const headers = { ...embedded, 'psu-id': customer.id }
  const explicit = { ...headers, 'tpp-explicit-authorisation-preferred': 'true' }
  const made = await ask('/v1/consents', { json: wish, headers: explicit })
  const start = made.body._links.startAuthorisation.href
  const sendOften = async (path: string, asked: { method: string; json: object }) => {
    const one = { ...headers, 'x-request-id': randomUUID() }
    const answers: Awaited<ReturnType<typeof ask>>[] = []
    for (let count = 0; count < 6; count += 1)
      answers.push(await ask(path, { ...asked, headers: one }))
    for (const { status, body } of answers)
      assert.deepEqual([status, body], [401, answers[0]?.body])
    assert.equal(answers[0] && codeOf(answers[0]), 'PSU_CREDENTIALS_INVALID')
  }
  await sendOften(start, { method: 'POST', json: { psuData: { password: 'wrong' } } })
  const [id, ...others] = (await ask(start)).body.authorisationIds
  assert.deepEqual(others, [], 'one start begins one authorisation')
  const href = `${start}/${id}`
  const put = (json: object) => ask(href, { method: 'PUT', json })
  await sendOften(href, { method: 'PUT', json: { psuData: { password: 'wrong too' } } })
  const known = await put({ psuData: { password: 'sandbox' } })
  const { authenticationMethodId } = known.body.scaMethods[0]
  await put({ authenticationMethodId })
  await sendOften(href, { method: 'PUT', json: { scaAuthenticationData: '000000' } })
  const done = await put({ scaAuthenticationData: '123456' })
  assert.equal(done.body.scaStatus, 'finalised', JSON.stringify(done.body))
})

test('where the profile wants it, a redirect counts only when the TPP has confirmed it', async (t) => {
  const { open } = await openWorlds(t)
  const { ask, world, customer } = await open()
  const patched = await world('/profile', {
    method: 'PATCH',
    json: { sca: { hasConfirmationCode: true } },
    headers: { 'content-type': 'application/merge-patch+json' },
  })
  assert.equal(patched.status, 200, JSON.stringify(patched.body))
  const headers = { 'tpp-redirect-uri': 'https://tpp.example/ok?state=7' }
  const walk = async () => {
    const made = await ask('/v1/consents', { json: wish, headers })
    const { scaRedirect, confirmation, scaStatus } = made.body._links
    assert.equal(confirmation.href, scaStatus.href)
    const back = await followRedirect(world, scaRedirect.href, customer.id)
    assert.equal(back.origin + back.pathname, 'https://tpp.example/ok')
    assert.equal(back.searchParams.get('state'), '7')
    const code = back.searchParams.get('code') ?? ''
    const status = `${made.headers.get('location')}/status`
    assert.equal((await ask(confirmation.href)).body.scaStatus, 'unconfirmed')
    assert.equal((await ask(status)).body.consentStatus, 'received')
    const confirm = (confirmationCode: string) =>
      ask(confirmation.href, { method: 'PUT', json: { confirmationCode } })
    return { code, confirm, status }
  }
  const right = await walk()
  assert.ok(right.code)
  assert.equal((await right.confirm(right.code)).body.scaStatus, 'finalised')
  assert.equal((await ask(right.status)).body.consentStatus, 'valid')
  assert.equal(codeOf(await right.confirm(right.code)), 'SCA_INVALID', 'a code works once')
  const wrong = await walk()
  const refused = await wrong.confirm('guessed')
  assert.deepEqual([refused.status, codeOf(refused)], [400, 'SCA_INVALID'])
  assert.equal(codeOf(await wrong.confirm(wrong.code)), 'SCA_INVALID', 'there is one attempt')
  assert.equal((await ask(wrong.status)).body.consentStatus, 'rejected')
})

test('the profile chooses the form of errors, and services that are not offered have no address', async (t) => {
  const { open } = await openWorlds(t)
  const { ask, world } = await open()
  const json = { errorForm: 'problem', funds: { isOffered: false } }
  const headers = { 'content-type': 'application/merge-patch+json' }
  assert.equal((await world('/profile', { method: 'PATCH', json, headers })).status, 200)
  const refused = await ask('/v1/consents', { json: { ...wish, validUntil: '2020-01-01' } })
  assert.match(refused.headers.get('content-type') ?? '', /^application\/problem\+json/u)
  const { type, ...problem } = refused.body
  assert.match(type, /^http.*\/errors\/FORMAT_ERROR$/u)
  assert.deepEqual(problem, {
    title: 'Malformed request',
    status: 400,
    detail: 'Send today or a later date.',
    code: 'FORMAT_ERROR',
    path: 'validUntil',
  })
  const funds = await ask('/v2/consents/confirmation-of-funds/none/status')
  assert.deepEqual([funds.status, funds.body.code], [404, 'RESOURCE_UNKNOWN'])
})

test('a consent for one use opens each read once and has then expired', async (t) => {
  const { open } = await openWorlds(t)
  const { ask, customer } = await open()
  const [account] = customer.accounts
  const headers = { ...embedded, 'psu-id': customer.id }
  const reference = [{ iban: account?.iban }]
  const json = {
    ...wish,
    recurringIndicator: false,
    frequencyPerDay: 1,
    access: { accounts: reference, balances: reference },
  }
  const made = await ask('/v1/consents', { json, headers })
  assert.equal((await authoriseEmbedded(ask, made)).body.scaStatus, 'finalised')
  const named = { headers: { 'consent-id': made.body.consentId } }
  const one = `/v1/accounts/${account?.id}`
  assert.equal((await ask('/v1/accounts', named)).status, 200)
  const again = await ask('/v1/accounts', named)
  assert.deepEqual([again.status, codeOf(again)], [429, 'ACCESS_EXCEEDED'])
  assert.equal(again.headers.get('retry-after'), null, 'waiting does not help')
  assert.equal((await ask(one, named)).status, 200)
  const status = `/v1/consents/${made.body.consentId}/status`
  assert.equal((await ask(status)).body.consentStatus, 'valid')
  assert.equal((await ask(`${one}/balances`, named)).status, 200)
  assert.equal((await ask(status)).body.consentStatus, 'expired')
  assert.equal(codeOf(await ask('/v1/accounts', named)), 'CONSENT_EXPIRED')
})

test('a consent for the list of accounts opens the list and no account', async (t) => {
  const { open } = await openWorlds(t)
  const { ask, customer } = await open()
  const headers = { ...embedded, 'psu-id': customer.id }
  const json = { ...wish, access: { availableAccountsWithBalance: 'allAccounts' } }
  const made = await ask('/v1/consents', { json, headers })
  await authoriseEmbedded(ask, made)
  const named = { headers: { 'consent-id': made.body.consentId } }
  const list = await ask('/v1/accounts?withBalance=true', named)
  assert.equal(list.status, 200)
  const [first] = list.body.accounts
  assert.ok(first.balances.length > 0)
  assert.deepEqual(first._links, {})
  for (const path of ['', '/balances', '/transactions?bookingStatus=booked'])
    assert.equal(
      codeOf(await ask(`/v1/accounts/${first.resourceId}${path}`, named)),
      'CONSENT_INVALID',
    )
})
