/** The contract suite for connector authors: what every bank behind Portico must keep, as tests. It knows no bank and starts none. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { isIban } from '#src/kit/iban.ts'
import type {
  BankConnector,
  BankContext,
  BankTransaction,
  TransactionQuery,
} from '../bank-connector.ts'

/**
 * What the suite needs to know of a bank under test. The customer has an account with at least five booked transactions
 * in the last year. The suite fails when making the case rejects.
 *
 * @example
 * const make = async (): Promise<ConnectorCase> => ({ connector, context, customerId: 'c-81' })
 */
export interface ConnectorCase {
  readonly connector: BankConnector
  readonly context: BankContext
  readonly customerId: string
  /** Plays the customer who approves a started authentication; without it that test is skipped. */
  approve?(reference: string): Promise<void>
  /** A method of the customer's and what answers its challenge; without it those tests are skipped. */
  readonly challenge?: { readonly methodId: string; readonly otp: string }
}

/**
 * Registers the contract's tests with `node:test`; each makes its own case. A broken promise of the connector is a failed
 * test named after the promise.
 *
 * @example
 * checkConnector(async () => ({ connector: createMyBank(testUrl), context, customerId: 'c-81' }))
 */
export function checkConnector(make: () => Promise<ConnectorCase>): void {
  describe('the connector contract', () => {
    describe('customers and accounts', () => checkAccounts(make))
    describe('transactions', () => checkTransactions(make))
    describe('authentication', () => checkAuthentication(make))
    describe('acts that are asked for again', () => checkActs(make))
  })
}

type Make = () => Promise<ConnectorCase>

function checkAccounts(make: Make): void {
  test('a customer is found by id, and an unknown one is undefined', async () => {
    const { connector, context, customerId } = await make()
    assert.equal((await connector.findCustomer(context, customerId))?.id, customerId)
    assert.equal(await connector.findCustomer(context, 'there-is-nobody'), undefined)
  })

  test('accounts are valid, unique and the same each time', async () => {
    const { connector, context, customerId } = await make()
    const accounts = await connector.listAccounts(context, customerId)
    assert.ok(accounts.length > 0)
    assert.equal(new Set(accounts.map((account) => account.id)).size, accounts.length)
    for (const account of accounts) {
      assert.ok(isIban(account.iban), `${account.iban} is no IBAN`)
      assert.match(account.currency, /^[A-Z]{3}$/u)
    }
    assert.deepEqual(await connector.listAccounts(context, customerId), accounts)
  })

  test('an unknown customer has no accounts', async () => {
    const { connector, context } = await make()
    assert.deepEqual(await connector.listAccounts(context, 'there-is-nobody'), [])
  })

  test('every account has balances in its own currency', async () => {
    const { connector, context, customerId } = await make()
    for (const account of await connector.listAccounts(context, customerId)) {
      const balances = await connector.listBalances(context, account.id)
      assert.ok(balances.length > 0)
      for (const balance of balances) assert.equal(balance.amount.currency, account.currency)
    }
  })

  test('an amount is there up to what is available, and nothing is said in another currency', async () => {
    const { connector, context, customerId } = await make()
    const [account] = await connector.listAccounts(context, customerId)
    assert.ok(account)
    const { id: accountId, currency } = account
    const balances = await connector.listBalances(context, accountId)
    const available = balances.find(({ balanceType }) => balanceType === 'interimAvailable')
    const { amountMinor = 0n } = available?.amount ?? {}
    const ask = (amount: bigint, asked = currency) =>
      connector.hasFunds(context, { accountId, amount: { amountMinor: amount, currency: asked } })
    assert.equal(await ask(amountMinor), true)
    assert.equal(await ask(amountMinor + 1n), false)
    await assert.rejects(ask(1n, 'XTS'), { code: 'currency-not-judged' })
  })

  test('balances and transactions of an unknown account reject with account-unknown', async () => {
    const { connector, context } = await make()
    const unknown = { code: 'account-unknown' }
    await assert.rejects(connector.listBalances(context, 'there-is-none'), unknown)
    const query = { accountId: 'there-is-none', status: 'booked', limit: 1 } as const
    await assert.rejects(connector.listTransactions(context, query), unknown)
  })
}

function checkTransactions(make: Make): void {
  test('pages follow each other without gap or repetition, newest first', async () => {
    const { connector, context, query } = await withTransactions(make)
    const whole = await connector.listTransactions(context, query)
    const size = Math.max(1, Math.floor(whole.transactions.length / 3))
    const paged: BankTransaction[] = []
    let after: string | undefined
    do {
      const position = after === undefined ? {} : { after }
      const page = await connector.listTransactions(context, { ...query, limit: size, ...position })
      assert.ok(page.transactions.length <= size)
      paged.push(...page.transactions)
      after = page.next
    } while (after !== undefined && paged.length < whole.transactions.length)
    assert.deepEqual(paged.slice(0, whole.transactions.length), whole.transactions)
    const dates = whole.transactions.map((one) => one.bookingDate ?? '')
    assert.deepEqual(dates, [...dates].sort().reverse())
  })

  test('dates of a query are inclusive and keep out the rest', async () => {
    const { connector, context, query } = await withTransactions(make)
    const { transactions, earliestDate } = await connector.listTransactions(context, query)
    const date = transactions.at(-1)?.bookingDate ?? ''
    assert.ok(date >= earliestDate)
    const day = { ...query, dateFrom: date, dateTo: date }
    const found = (await connector.listTransactions(context, day)).transactions
    assert.ok(found.length > 0)
    assert.ok(found.every((one) => one.bookingDate === date))
  })

  test('booked transactions have a booking date, pending ones none', async () => {
    const { connector, context, query } = await withTransactions(make)
    const booked = await connector.listTransactions(context, query)
    const pending = await connector.listTransactions(context, { ...query, status: 'pending' })
    assert.ok(booked.transactions.every((one) => one.status === 'booked' && one.bookingDate))
    assert.ok(pending.transactions.every((one) => one.status === 'pending' && !one.bookingDate))
  })

  test('a position that is none rejects with paging-position-invalid', async () => {
    const { connector, context, query } = await withTransactions(make)
    const wrong = connector.listTransactions(context, { ...query, after: 'not a position' })
    await assert.rejects(wrong, { code: 'paging-position-invalid' })
  })
}

function checkAuthentication(make: Make): void {
  test('a started authentication is pending and runs out later', async () => {
    const { connector, context } = await make()
    const started = await connector.startAuthentication(context, 'same-device')
    assert.ok(started.expiresAtMs > context.nowMs)
    const status = await connector.collectAuthentication(context, started.reference)
    assert.deepEqual(status, { outcome: 'pending' })
  })

  test('two authentications share no secret', async () => {
    const { connector, context } = await make()
    const one = await connector.startAuthentication(context, 'other-device')
    const two = await connector.startAuthentication(context, 'other-device')
    assert.notEqual(one.reference, two.reference)
    assert.notEqual(one.qrSecret, two.qrSecret)
    assert.notEqual(one.autoStartToken, two.autoStartToken)
  })

  test('an unknown reference has failed', async () => {
    const { connector, context } = await make()
    const status = await connector.collectAuthentication(context, 'there-is-none')
    assert.deepEqual(status, { outcome: 'failed' })
  })

  test('an approved authentication names the customer', async (run) => {
    const { connector, context, customerId, approve } = await make()
    if (!approve) return run.skip('the case cannot approve')
    const { reference } = await connector.startAuthentication(context, 'same-device')
    await approve(reference)
    const status = await connector.collectAuthentication(context, reference)
    assert.deepEqual(status, { outcome: 'complete', customerId })
  })
}

function checkActs(make: Make): void {
  test('an act starts one authentication, however often and at once it is asked for', async () => {
    const { connector, context, customerId } = await make()
    const named = { ...context, actId: randomUUID() }
    const start = () => connector.startAuthentication(named, 'push', customerId)
    const started = await Promise.all([start(), start(), start()])
    assert.deepEqual([started[1], started[2], await start()], [started[0], started[0], started[0]])
    const other = await connector.startAuthentication(
      { ...named, actId: randomUUID() },
      'push',
      customerId,
    )
    assert.notEqual(other.reference, started[0].reference)
  })

  test('an act starts one challenge, and its right answer is right to one act', async (run) => {
    const { connector, context, customerId, challenge } = await make()
    if (!challenge) return run.skip('the case has no challenge')
    const { methodId, otp } = challenge
    const named = { ...context, actId: randomUUID() }
    const start = () => connector.startChallenge(named, { customerId, methodId })
    const [one, two] = await Promise.all([start(), start()])
    assert.deepEqual(two, one)
    const answer = { reference: one.reference, otp }
    const check = (actId: string) => connector.checkChallenge({ ...context, actId }, answer)
    const first = randomUUID()
    assert.deepEqual(await Promise.all([check(first), check(first)]), ['right', 'right'])
    assert.equal(await check(first), 'right')
    assert.equal(await check(randomUUID()), 'wrong')
    assert.equal(await connector.checkChallenge(context, answer), 'wrong')
  })
}

const transactionsMin = 5
const wholeLimit = 300

async function withTransactions(make: Make) {
  const { connector, context, customerId } = await make()
  for (const account of await connector.listAccounts(context, customerId)) {
    const query: TransactionQuery = { accountId: account.id, status: 'booked', limit: wholeLimit }
    const page = await connector.listTransactions(context, query)
    if (page.transactions.length >= transactionsMin) return { connector, context, query }
  }
  throw new Error(`the customer of the case has no account with ${transactionsMin} transactions`)
}
