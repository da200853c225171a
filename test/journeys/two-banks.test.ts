/** One product, two banks: another pack changes name, products, customers, contact form and look, and nothing else. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { connect, readInterface } from '../consent-flow.ts'
import { call, createApp, expectCall, firstCustomer, listCustomers, signUp } from '../developer.ts'
import { startPortico } from '../harness.ts'

const start = (t: TestContext, bank: string) =>
  startPortico(t, { environment: { PORTICO_BANK: bank } })

/** What a visitor and a developer see of a bank. */
async function lookAt(t: TestContext, bank: string) {
  const { url } = await start(t, bank)
  const [home, css, form] = await Promise.all([
    expectCall(200, `${url}/`),
    expectCall(200, `${url}/assets/brand.css`),
    expectCall(200, `${url}/api/v1/contact-form`),
  ])
  const app = await createApp(url, await signUp(url))
  const customers = await listCustomers(url, app)
  return {
    title: /<title[^>]*>([^<]+)<\/title>/u.exec(String(home.body))?.[1] ?? '',
    css: String(css.body),
    fields: (form.body.fields as { id: string }[]).map(({ id }) => id),
    loanOffers: (await call(`${url}/apis/loan-offers/1/openapi.json`)).status,
    exchangeRates: (await call(`${url}/apis/exchange-rates/1/openapi.json`)).status,
    customers: customers.map(({ name }) => name),
  }
}

test('another bank has its own name, look, products, customers and contact form', async (t) => {
  const norrsken = await lookAt(t, 'norrsken')
  const akerskog = await lookAt(t, 'akerskog')
  assert.match(norrsken.title, /Norrsken Bank/u)
  assert.match(akerskog.title, /Åkerskog Hypotek/u)
  assert.notEqual(akerskog.css, norrsken.css)
  assert.match(akerskog.css, /#8a3b12/u)
  assert.deepEqual([akerskog.loanOffers, akerskog.exchangeRates], [200, 404])
  assert.deepEqual([norrsken.loanOffers, norrsken.exchangeRates], [404, 200])
  assert.ok(akerskog.fields.includes('loan-purpose'))
  assert.ok(!norrsken.fields.includes('loan-purpose'))
  assert.deepEqual(
    akerskog.customers.filter((name) => norrsken.customers.includes(name)),
    [],
  )
})

test('with the second bank a new developer comes to the first accounts as with the first', async (t) => {
  const { url } = await start(t, 'akerskog')
  const app = await createApp(url, await signUp(url))
  const customer = await firstCustomer(url, app)
  const { accessToken } = await connect(url, app)
  const { status, body } = await readInterface(url, accessToken)
  assert.equal(status, 200)
  assert.deepEqual(
    (body.accounts as { iban: string }[]).map(({ iban }) => iban),
    customer.accounts.map(({ iban }) => iban),
  )
  const [account] = body.accounts as { resourceId: string }[]
  const list = await readInterface(
    url,
    accessToken,
    `/accounts/${account?.resourceId}/transactions?bookingStatus=booked`,
  )
  assert.equal(list.status, 200)
  assert.ok(list.body.transactions.booked.length > 0)
})
