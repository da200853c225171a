/** Reports of accounts at the door of the interface: history, delta, standing orders, cards, camt.053 and downloads. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { doorNow, openXs2aDoor } from '#test/fixtures/xs2a-door.ts'

const tokens = { stale: { grant: { authenticatedAt: doorNow - 900_001 } } }
const inner = (href: string) => href.replace('/sandbox/psd2', '')

async function openDoor(options: Parameters<typeof openXs2aDoor>[1] = {}) {
  const door = await openXs2aDoor(tokens, options)
  const [id = ''] = door.accountIds
  return { ...door, list: `/v1/accounts/${id}/transactions`, card: door.accountIds.at(-1) ?? '' }
}

test('a stale consent reads 90 days without dateFrom, says so, and is refused what is older', async () => {
  const { call, list } = await openDoor()
  const short = await call(`${list}?bookingStatus=booked`, { token: 'stale' })
  assert.equal(short.headers['aspsp-earliest-date'], '2026-08-22')
  const dates = short.body.transactions.booked.map(
    (one: { bookingDate: string }) => one.bookingDate,
  )
  assert.ok(dates.at(-1) >= '2026-08-22')
  const old = await call(`${list}?bookingStatus=booked&dateFrom=2026-08-21`, { token: 'stale' })
  assert.equal(old.status, 401)
  assert.match(old.body.tppMessages[0].text, /2026-08-22.*15 minutes/u)
  const fresh = await call(`${list}?bookingStatus=booked&dateFrom=2026-01-01&dateTo=2026-01-31`)
  const [ancient] = fresh.body.transactions.booked
  const details = `${list}/${ancient.transactionId}`
  const { transactionDetails } = (await call(details)).body.transactionsDetails
  assert.equal(transactionDetails.transactionId, ancient.transactionId)
  assert.equal(
    (await call(details, { token: 'stale' })).body.tppMessages[0].code,
    'CONSENT_INVALID',
  )
  const reference = `${list}?bookingStatus=booked&entryReferenceFrom=${ancient.entryReference}`
  assert.equal((await call(reference, { token: 'stale' })).status, 401, 'nothing is cut in silence')
})

test('deltaList answers everything once and then only what is new', async () => {
  const { call, list } = await openDoor({ pageSize: 5 })
  const first = await call(`${list}?bookingStatus=booked&deltaList=true&dateFrom=2026-11-01`)
  assert.equal(first.body.transactions.booked.length, 5)
  const { href } = first.body.transactions._links.next
  const second = await call(inner(href))
  assert.ok(second.body.transactions.booked.length > 0, 'later pages hold what the first began')
  const again = await call(`${list}?bookingStatus=booked&deltaList=true`)
  assert.deepEqual(again.body.transactions.booked, [])
})

test('the profile decides on delta, lists, standing orders, cards and camt.053', async () => {
  const { call, list } = await openDoor({
    accounts: {
      delta: 'not-offered',
      bookingStatuses: ['booked', 'information'],
      hasStandingOrders: false,
      hasCardAccounts: false,
      hasCamt053: false,
    },
  })
  const expect = async (code: string, path: string, headers: Record<string, string> = {}) =>
    assert.equal((await call(path, { headers })).body.tppMessages?.[0].code, code, path)
  for (const query of [
    'booked&deltaList=true',
    'booked&entryReferenceFrom=x',
    'both',
    'information',
  ])
    await expect('PARAMETER_NOT_SUPPORTED', `${list}?bookingStatus=${query}`)
  await expect('RESOURCE_UNKNOWN', '/v1/card-accounts')
  const accept = 'application/xml'
  await expect('REQUESTED_FORMATS_INVALID', `${list}?bookingStatus=booked`, { accept })
})

test('a card account is read at its own addresses only, its debits positive', async () => {
  const { call, card } = await openDoor()
  const accounts = await call('/v1/accounts')
  assert.ok(accounts.body.accounts.every((one: { resourceId: string }) => one.resourceId !== card))
  assert.equal((await call(`/v1/accounts/${card}`)).status, 404)
  const [found] = (await call('/v1/card-accounts?withBalance=true')).body.cardAccounts
  assert.equal(found.maskedPan, '524100******4823')
  assert.equal(found.iban, undefined)
  const report = await call(inner(found._links.transactions.href) + '?bookingStatus=booked')
  assert.equal(report.body.debitAccounting, true)
  const purchase = report.body.cardTransactions.booked.find(
    (one: { proprietaryBankTransactionCode: string }) =>
      one.proprietaryBankTransactionCode === 'PMNT-CCRD-POSD',
  )
  assert.ok(Number(purchase.transactionAmount.amount) > 0)
})

test('a camt.053 statement adds up and holds what the JSON report holds', async () => {
  const { call, list } = await openDoor()
  const path = `${list}?bookingStatus=booked&dateFrom=2026-09-01&dateTo=2026-10-31`
  const answer = await call(path, { headers: { accept: 'application/xml' } })
  assert.equal(answer.status, 200)
  const xml = String(answer.body)
  assert.match(
    xml,
    /^<\?xml .*\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">/u,
  )
  const signed = (part: string) => {
    const match = /<Amt Ccy="SEK">([\d.]+)<\/Amt><CdtDbtInd>(\w+)</u.exec(part)
    return Math.round(Number(match?.[1]) * 100) * (match?.[2] === 'DBIT' ? -1 : 1)
  }
  const parts = (tag: string) => xml.match(new RegExp(`<${tag}>.*?</${tag}>`, 'gu')) ?? []
  const [opening = Number.NaN, closing] = parts('Bal').map(signed)
  const entries = parts('Ntry').map(signed)
  assert.equal(opening + entries.reduce((total, one) => total + one, 0), closing)
  const { body } = await call(path)
  assert.equal(entries.length, body.transactions.booked.length)
  const pending = await call(`${list}?bookingStatus=both`, {
    headers: { accept: 'application/xml' },
  })
  assert.equal(pending.body.tppMessages[0].code, 'PARAMETER_NOT_CONSISTENT')
})

test('a long report can be downloaded at once, by the same consent and its rules', async () => {
  const { call, list } = await openDoor({ pageSize: 10, accounts: { downloadFromEntries: 30 } })
  const first = await call(`${list}?bookingStatus=both&dateFrom=2026-01-01`)
  const { href } = first.body._links.download
  const whole = await call(inner(href))
  assert.ok(whole.body.transactions.booked.length > 30)
  assert.deepEqual(whole.body.transactions._links.next, undefined)
  assert.equal((await call(inner(href), { token: 'stale' })).status, 401)
  const short = await call(`${list}?bookingStatus=both&dateFrom=2026-11-15`)
  assert.equal(short.body._links, undefined)
})
