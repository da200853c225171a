import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as oauth from 'openid-client'
import {
  answerUnattended,
  buildAuthorization,
  discover,
  readInterface,
} from '#test/consent-flow.ts'
import { basic, expectCall } from '#test/developer.ts'
import { engines } from '#test/harness.ts'
import { authoriseEmbedded, embedded, openWorlds, wish } from '#test/world.ts'

const v2 = '/v2/consents/confirmation-of-funds'

async function openIssuer(t: Parameters<typeof openWorlds>[0], engine?: (typeof engines)[number]) {
  const { url, open } = await openWorlds(t, engine)
  const opened = await open()
  const { ask, customer } = opened
  const headers = { ...embedded, 'psu-id': customer.id }
  const read = await ask('/v1/consents', { json: wish, headers })
  await authoriseEmbedded(ask, read)
  const named = { headers: { 'consent-id': read.body.consentId } }
  const { accounts } = (await ask('/v1/accounts?withBalance=true', named)).body
  const [account, other] = accounts
  const give = async (json: object) => {
    const made = await ask(v2, { json, headers })
    assert.equal(made.status, 201, JSON.stringify(made.body))
    assert.equal((await authoriseEmbedded(ask, made)).body.scaStatus, 'finalised')
    return made
  }
  const confirm = (amount: string, more: object = {}, consentId?: string) =>
    ask('/v1/funds-confirmations', {
      json: {
        account: { iban: account.iban },
        instructedAmount: { amount, currency: account.currency },
        ...more,
      },
      ...(consentId === undefined ? {} : { headers: { 'consent-id': consentId } }),
    })
  const available = account.balances.find(
    ({ balanceType }: { balanceType: string }) => balanceType === 'interimAvailable',
  ).balanceAmount.amount
  return { ...opened, url, read, account, other, give, confirm, available }
}

const codeOf = (answer: { body: { tppMessages?: { code: string; path?: string }[] } }) =>
  answer.body.tppMessages?.[0]?.code

for (const engine of engines)
  test(`funds are confirmed up to what is available, by a consent of its own kind (${engine})`, async (t) => {
    const { ask, read, account, give, confirm, available } = await openIssuer(t, engine)
    assert.equal(codeOf(await confirm('1.00')), 'NO_PIIS_ACTIVATION')
    const foreign = await confirm('1.00', {}, read.body.consentId)
    assert.equal(codeOf(foreign), 'CONSENT_UNKNOWN', 'a consent to read is no consent to ask')
    const card = { cardNumber: '5409050000001234', cardInformation: 'Card of the shop' }
    const made = await give({ account: { iban: account.iban }, ...card })
    const path = made.headers.get('location') ?? ''
    assert.equal(path, `/sandbox/psd2${v2}/${made.body.consentId}`)
    const shown = (await ask(path)).body
    assert.deepEqual(shown, { account: { iban: account.iban }, ...card, consentStatus: 'valid' })
    assert.deepEqual((await confirm(available)).body, { fundsAvailable: true })
    assert.deepEqual((await confirm(`1${available}`)).body, { fundsAvailable: false })
    const { consentId } = made.body
    assert.equal((await confirm('1.00', { cardNumber: card.cardNumber }, consentId)).status, 200)
    assert.equal(codeOf(await confirm('1.00', { cardNumber: '1' })), 'CARD_INVALID')
    const reading = await ask('/v1/accounts', { headers: { 'consent-id': consentId } })
    assert.equal(codeOf(reading), 'CONSENT_UNKNOWN')
    assert.equal((await ask(`/v1/consents/${consentId}`)).status, 403)
    assert.equal((await ask(`${v2}/${read.body.consentId}`)).status, 403)
    assert.equal((await ask(path, { method: 'DELETE' })).status, 204)
    assert.equal((await ask(`${path}/status`)).body.consentStatus, 'terminatedByTpp')
    assert.equal(codeOf(await confirm('1.00', {}, consentId)), 'CONSENT_INVALID')
    assert.equal(codeOf(await confirm('1.00')), 'NO_PIIS_ACTIVATION')
  })

for (const engine of engines)
  test(`a consent answers so many questions about funds a day, also at once (${engine})`, async (t) => {
    const { url, app, account, other, give, confirm } = await openIssuer(t, engine)
    await expectCall(200, `${url}/sandbox/world/v1/profile`, {
      method: 'PATCH',
      headers: basic(app),
      json: { funds: { questionsPerDay: 5 } },
    })
    const made = await give({ account: { iban: account.iban } })
    await give({ account: { iban: other.iban } })
    const refused = await confirm('0.00')
    assert.equal(codeOf(refused), 'FORMAT_ERROR', 'what is not answered is not counted')
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => confirm('1.00', {}, made.body.consentId)),
    )
    assert.equal(answers.filter(({ status }) => status === 200).length, 5)
    for (const late of answers.filter(({ status }) => status !== 200)) {
      assert.deepEqual([late.status, codeOf(late)], [429, 'ACCESS_EXCEEDED'])
      assert.ok(Number(late.headers.get('retry-after')) > 0)
    }
    const beside = await confirm('1.00', { account: { iban: other.iban } })
    assert.equal(beside.status, 200, 'another consent has its own')
  })

test('each card has its consent, and none ends another', async (t) => {
  const { ask, read, account, other, give, confirm } = await openIssuer(t)
  const one = await give({ account: { iban: account.iban }, cardNumber: '1111' })
  const two = await give({ account: { iban: account.iban }, cardNumber: '2222' })
  for (const { body } of [one, two])
    assert.equal((await ask(`${v2}/${body.consentId}/status`)).body.consentStatus, 'valid')
  const status = await ask(`/v1/consents/${read.body.consentId}/status`)
  assert.equal(status.body.consentStatus, 'valid')
  for (const cardNumber of ['1111', '2222'])
    assert.equal((await confirm('1.00', { cardNumber })).status, 200)
  const elsewhere = await confirm('1.00', { account: { iban: other.iban } }, one.body.consentId)
  assert.equal(codeOf(elsewhere), 'CONSENT_INVALID')
  const wrong = [
    [{ instructedAmount: { amount: '1.00', currency: 'XTS' } }, 'instructedAmount.currency'],
    [
      { instructedAmount: { amount: '1.001', currency: account.currency } },
      'instructedAmount.amount',
    ],
    [{ instructedAmount: { amount: '-1', currency: account.currency } }, 'instructedAmount.amount'],
    [{ instructedAmount: { amount: '0', currency: account.currency } }, 'instructedAmount.amount'],
    [
      { instructedAmount: { amount: '0.00', currency: account.currency } },
      'instructedAmount.amount',
    ],
    [{ account: { iban: 'x' } }, 'account.iban'],
    [{ account: {} }, 'account.iban'],
  ] as const
  for (const [more, path] of wrong) {
    const answer = await confirm('1.00', more)
    assert.deepEqual([answer.status, codeOf(answer)], [400, 'FORMAT_ERROR'], path)
    assert.equal(answer.body.tppMessages[0].path, path)
  }
})

test('a consent to confirm funds is authorised at the authorization server, and its token reads no account', async (t) => {
  const { url, app, ask, customer, account } = await openIssuer(t)
  const headers = { 'tpp-redirect-preferred': 'true', 'tpp-redirect-uri': app.redirectUri }
  const made = await ask(v2, { json: { account: { iban: account.iban } }, headers })
  const configuration = await discover(url, app)
  const wrong = await buildAuthorization(configuration, app, {
    scope: `AIS:${made.body.consentId}`,
  })
  const refused = await fetch(wrong.url, { redirect: 'manual' })
  assert.match(refused.headers.get('location') ?? '', /error=invalid_scope/u)
  const scope = `PIIS:${made.body.consentId}`
  const request = await buildAuthorization(configuration, app, { scope })
  const redirectTo = await answerUnattended(url, app, {
    url: request.url,
    wish: { customerId: customer.id },
  })
  const tokens = await oauth.authorizationCodeGrant(configuration, redirectTo, {
    pkceCodeVerifier: request.verifier,
    expectedState: request.state,
  })
  const question = {
    account: { iban: account.iban },
    instructedAmount: { amount: '1.00', currency: account.currency },
  }
  const authorization = `Bearer ${tokens.access_token}`
  const asked = await ask('/v1/funds-confirmations', { json: question, headers: { authorization } })
  assert.deepEqual(asked.body, { fundsAvailable: true })
  assert.equal(codeOf(await readInterface(url, tokens.access_token)), 'CONSENT_INVALID')
})
