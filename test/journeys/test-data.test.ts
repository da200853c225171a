import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stringify } from 'yaml'
import { expectCall } from '#test/developer.ts'
import { engines } from '#test/harness.ts'
import { embedded, openWorlds, send, wish } from '#test/world.ts'

const iban = 'SE4550000000058398257466'
const ownData = {
  customers: [
    { psuId: 'PSU-Demo', name: 'Demo Person', password: 'open sesame', scaMethods: [] },
    { psuId: 'second', name: 'Second Person', otp: '4711' },
  ],
  accounts: [
    {
      iban,
      owners: ['PSU-Demo'],
      name: 'Household',
      balances: { booked: '1234.50', available: '2000.00' },
      transactions: [
        {
          bookingDate: '2026-01-02',
          valueDate: '2026-01-02',
          amount: '-12.30',
          counterpartyName: 'Shop',
        },
        { bookingDate: '2026-01-03', valueDate: '2026-01-03', amount: '100' },
        { valueDate: '2026-01-04', amount: '-7.00', remittanceInformation: 'Reserved' },
      ],
    },
  ],
}

for (const engine of engines)
  test(`a World has the customers, accounts and transactions that were put into it (${engine})`, async (t) => {
    const { url, open } = await openWorlds(t, engine)
    const [one, other] = [await open(), await open()]
    const put = await one.world('/test-data', { method: 'PUT', json: ownData })
    assert.equal(put.status, 204, JSON.stringify(put.body))
    const text = stringify(ownData)
    const yaml = { method: 'PUT', path: '/test-data', type: 'application/yaml', text }
    assert.equal((await send(url, other.app, yaml)).status, 204)
    const customers = (await one.world('/customers')).body.customers
    assert.deepEqual(
      customers.map((customer: { id: string }) => customer.id),
      ['PSU-Demo', 'second'],
    )
    const made = await one.ask('/v1/consents', {
      json: wish,
      headers: { 'psu-id': 'PSU-Demo', ...embedded },
    })
    const { href } = made.body._links.updatePsuAuthentication
    const done = await one.ask(href, {
      method: 'PUT',
      json: { psuData: { password: 'open sesame' } },
    })
    assert.equal(done.body.scaStatus, 'finalised', JSON.stringify(done.body))
    const headers = { 'consent-id': made.body.consentId }
    const accounts = await one.ask('/v1/accounts', { headers })
    assert.equal(accounts.body.accounts[0].iban, iban)
    assert.equal(accounts.body.accounts[0].ownerName ?? 'Demo Person', 'Demo Person')
    const id = accounts.body.accounts[0].resourceId
    const balances = await one.ask(`/v1/accounts/${id}/balances`, { headers })
    const amounts = balances.body.balances.map(
      (balance: { balanceAmount: { amount: string } }) => balance.balanceAmount.amount,
    )
    assert.deepEqual(amounts, ['1234.50', '2000.00'])
    const report = await one.ask(
      `/v1/accounts/${id}/transactions?bookingStatus=both&dateFrom=2026-01-01`,
      { headers },
    )
    assert.equal(report.status, 200, JSON.stringify(report.body))
    const { booked, pending } = report.body.transactions
    const amountOf = (row: { transactionAmount: { amount: string } }) =>
      row.transactionAmount.amount
    assert.deepEqual(booked.map(amountOf), ['100.00', '-12.30'])
    assert.deepEqual(pending.map(amountOf), ['-7.00'])
    assert.equal(booked[1].creditorName, 'Shop')
    assert.equal('debtorName' in booked[0], false)
    const changed = { ...ownData, accounts: [{ ...ownData.accounts[0], name: 'Renamed' }] }
    await one.world('/test-data', { method: 'PUT', json: changed })
    const renamed = await one.ask('/v1/accounts', { headers })
    assert.equal(renamed.body.accounts[0].resourceId, id)
    assert.equal(renamed.body.accounts[0].name, 'Renamed')
    await one.world('/reset', { method: 'POST' })
    assert.equal((await one.world('/customers')).body.customers[0].id, one.customer.id)
  })

test('test data that does not fit is refused with its places, and the World stays as it was', async (t) => {
  const { url, open } = await openWorlds(t)
  const { app, world, customer } = await open()
  const put = (json: unknown) => world('/test-data', { method: 'PUT', json })
  const [account] = ownData.accounts
  const rows = [
    [{ ...ownData, customers: [] }, '/customers'],
    [{ ...ownData, extra: 1 }, ''],
    [{ ...ownData, accounts: [account, account] }, '/accounts/1/iban'],
    [{ ...ownData, accounts: [{ ...account, iban: 'SE12' }] }, '/accounts/0/iban'],
    [{ ...ownData, accounts: [{ ...account, owners: ['nobody'] }] }, '/accounts/0/owners/0'],
    [{ ...ownData, accounts: [{ ...account, currency: 'JPY' }] }, '/accounts/0/balances/booked'],
  ] as const
  for (const [json, pointer] of rows) {
    const answer = await put(json)
    assert.deepEqual([answer.status, answer.body.code], [400, 'request-invalid'], pointer)
    assert.equal(answer.body.errors[0].pointer, pointer)
  }
  const raw = (type: string, text: string) =>
    send(url, app, { method: 'PUT', path: '/test-data', type, text })
  assert.equal((await raw('application/yaml', 'a: [')).body.code, 'body-malformed')
  assert.equal((await raw('text/plain', 'a')).body.code, 'media-type-unsupported')
  assert.equal((await raw('application/merge-patch+json', '{}')).status, 415)
  const big = JSON.stringify({ ...ownData, filler: 'x'.repeat(1_100_000) })
  assert.equal((await raw('application/json', big)).status, 413)
  const large = JSON.stringify({ ...ownData, filler: 'x'.repeat(500_000) })
  assert.equal((await raw('application/json', large)).body.code, 'request-invalid')
  assert.equal((await world('/customers')).body.customers[0].id, customer.id)
})

test('what the bank brings along can be read, put back, and fits its schema', async (t) => {
  const { url, open } = await openWorlds(t)
  const { world, customer } = await open()
  const read = await world('/test-data')
  assert.equal(read.status, 200)
  assert.equal(read.body.customers[0].psuId, customer.id)
  const first = read.body.accounts.find(
    (account: { iban: string }) => account.iban === customer.accounts[0]?.iban,
  )
  assert.ok(first.transactions.length > 0)
  const put = await world('/test-data', { method: 'PUT', json: read.body })
  assert.equal(put.status, 204, JSON.stringify(put.body))
  assert.deepEqual((await world('/test-data')).body, read.body)
  const schema = await expectCall(200, `${url}/sandbox/world/v1/schema.json`)
  assert.deepEqual(schema.body.required, ['customers', 'accounts'])
})
