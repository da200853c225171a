import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minuteMs, systemClock } from '#src/kit/clock.ts'
import { basic, createApp, expectCall, signUp } from '#test/developer.ts'
import { giveConsent } from '#test/embedded-consent.ts'
import { engines, startPortico } from '#test/harness.ts'
import { askWith, clientToken } from '#test/world.ts'

/** A TPP with a token of its own, which lets customers authorise through it. */
async function openTpp(base: string) {
  const app = await createApp(base, await signUp(base))
  const token = await clientToken(base, app)
  const ask = askWith(base, () => token)
  /** Headers of reads by a consent that the customer has authorised. */
  const authorise = async (psuId: string, access: object): Promise<Record<string, string>> =>
    (await giveConsent({ ask }, psuId, access)).headers
  return { app, ask, authorise }
}

for (const engine of engines)
  test(`reports, details, delta and the rule for older history hold over a store (${engine})`, async (t) => {
    let offsetMs = 0
    const clock = { now: () => systemClock.now() + offsetMs }
    const { url } = await startPortico(t, { engine, clock })
    const { app, ask, authorise } = await openTpp(url)
    const headers = await authorise('astrid', { allPsd2: 'allAccounts' })
    const { accounts } = (await ask('/v1/accounts', { headers })).body
    const list = accounts[0]._links.transactions.href
    const first = await ask(`${list}?bookingStatus=booked&deltaList=true`, { headers })
    assert.equal(first.status, 200, JSON.stringify(first.body))
    const [newest] = first.body.transactions.booked
    const details = await ask(newest._links.transactionDetails.href, { headers })
    const { _links, ...same } = newest
    assert.deepEqual(details.body.transactionsDetails.transactionDetails, same)
    const again = await ask(`${list}?bookingStatus=booked&deltaList=true`, { headers })
    assert.deepEqual(again.body.transactions.booked, [])
    const orders = await ask(`${list}?bookingStatus=information`, { headers })
    assert.ok(orders.body.transactions.information.length > 0)
    const old = `${list}?bookingStatus=booked&dateFrom=2026-01-01`
    assert.equal((await ask(old, { headers })).status, 200)
    offsetMs = 16 * minuteMs
    const late = await ask(old, { headers })
    assert.equal(late.status, 401, JSON.stringify(late.body))
    assert.equal(late.body.tppMessages[0].code, 'CONSENT_INVALID')
    await expectCall(200, `${url}/sandbox/world/v1/profile`, {
      method: 'PATCH',
      headers: { ...basic(app), 'content-type': 'application/merge-patch+json' },
      json: { accounts: { delta: 'not-offered' } },
    })
    const barred = await ask(`${list}?bookingStatus=booked&deltaList=true`, { headers })
    assert.equal(barred.body.tppMessages[0].code, 'PARAMETER_NOT_SUPPORTED')
  })

test('a card account is given by allPsd2 or by its maskedPan, and then read by it', async (t) => {
  const { url } = await startPortico(t)
  const { ask, authorise } = await openTpp(url)
  const whole = await authorise('astrid', { allPsd2: 'allAccounts' })
  const [card] = (await ask('/v1/card-accounts', { headers: whole })).body.cardAccounts
  const named = [{ maskedPan: card.maskedPan }]
  const headers = await authorise('astrid', { accounts: named, balances: named })
  assert.deepEqual((await ask('/v1/accounts', { headers })).body.accounts, [])
  const found = await ask('/v1/card-accounts', { headers })
  assert.equal(found.body.cardAccounts[0].resourceId, card.resourceId)
  assert.equal(found.body.cardAccounts[0]._links.transactions, undefined)
  const balances = await ask(found.body.cardAccounts[0]._links.balances.href, { headers })
  assert.equal(balances.body.cardAccount.maskedPan, card.maskedPan)
  const path = `/v1/card-accounts/${card.resourceId}/transactions?bookingStatus=booked`
  assert.equal((await ask(path, { headers })).body.tppMessages[0].code, 'CONSENT_INVALID')
})

test('a reference without currency means every currency of a multi-currency account', async (t) => {
  const { url } = await startPortico(t)
  const { ask, authorise } = await openTpp(url)
  const whole = await authorise('ingrid', { allPsd2: 'allAccounts' })
  const { accounts } = (await ask('/v1/accounts', { headers: whole })).body
  const { iban } = accounts.find((one: { name: string }) => one.name === 'Resekonto')
  const currenciesOf = async (reference: object) => {
    const headers = await authorise('ingrid', { accounts: [reference] })
    const { body } = await ask('/v1/accounts', { headers })
    return body.accounts.map((one: { currency: string }) => one.currency)
  }
  assert.deepEqual(await currenciesOf({ iban }), ['NOK', 'DKK'])
  assert.deepEqual(await currenciesOf({ iban, currency: 'DKK' }), ['DKK'])
})
