/** The sandbox bank over a real store, held against the connector contract and its own promises. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { openSqlite } from '#src/adapters/database/engine.ts'
import { migrate } from '#src/adapters/database/migrate.ts'
import { createSandboxAuthenticationStore } from '#src/adapters/database/stores/sandbox-authentication-store.ts'
import { loadBankPack } from '#src/adapters/bank-pack/load-bank-pack.ts'
import { checkConnector } from '#src/connector/testing/connector-contract.ts'
import { systemRandom } from '#src/kit/random.ts'
import { createSandboxBank } from './sandbox-bank.ts'

const folder = mkdtempSync(join(tmpdir(), 'portico-sandbox-bank-'))
const database = openSqlite(join(folder, 'test.db'))
await migrate(database)
const pack = await loadBankPack(join(import.meta.dirname, '../../../banks/norrsken'))
const authentications = createSandboxAuthenticationStore(database.db)
const bank = createSandboxBank({ pack, authentications, random: systemRandom })
const at = (time: string) => ({ realm: 'sandbox', worldId: 'w1', nowMs: Date.parse(time) })
const context = at('2026-11-21T10:00:00Z')

after(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

checkConnector(async () => ({
  connector: bank,
  context,
  customerId: 'astrid',
  approve: (reference) =>
    bank.resolveAuthentication(context, reference, { kind: 'approve', customerId: 'astrid' }),
  challenge: { methodId: methodOf('astrid'), otp: '123456' },
}))

function methodOf(customerId: string): string {
  return pack.customers.find(({ id }) => id === customerId)?.scaMethods[0]?.id ?? ''
}

async function findAccountId(customerId: string, index = 0): Promise<string> {
  const account = (await bank.listAccounts(context, customerId))[index]
  assert.ok(account)
  return account.id
}

describe('simulated authentication', () => {
  const start = () => bank.startAuthentication(context, 'same-device')
  const approve = (customerId: string) => ({ kind: 'approve', customerId }) as const

  for (const customerId of ['viktor', 'nobody']) {
    test(`approving as a blocked or unknown customer (${customerId}) fails`, async () => {
      const { reference } = await start()
      await bank.resolveAuthentication(context, reference, approve(customerId))
      assert.deepEqual(await bank.collectAuthentication(context, reference), { outcome: 'failed' })
    })
  }

  test('an authentication that has ended stays as it is', async () => {
    const { reference } = await start()
    await bank.resolveAuthentication(context, reference, { kind: 'cancel' })
    await bank.resolveAuthentication(context, reference, approve('astrid'))
    const status = await bank.collectAuthentication(context, reference)
    assert.deepEqual(status, { outcome: 'cancelled' })
  })

  test('it runs out on the clock of its World and cannot be approved afterwards', async () => {
    const { reference, expiresAtMs } = await start()
    const late = { ...context, nowMs: expiresAtMs }
    await bank.resolveAuthentication(late, reference, approve('astrid'))
    const status = await bank.collectAuthentication(late, reference)
    assert.deepEqual(status, { outcome: 'timed-out' })
  })

  test('a time-out can be played at once', async () => {
    const { reference } = await start()
    await bank.resolveAuthentication(context, reference, { kind: 'time-out' })
    const status = await bank.collectAuthentication(context, reference)
    assert.deepEqual(status, { outcome: 'timed-out' })
  })

  test('another World cannot see or end it', async () => {
    const { reference } = await start()
    const other = { ...context, worldId: 'w2' }
    await bank.resolveAuthentication(other, reference, approve('astrid'))
    assert.deepEqual(await bank.collectAuthentication(other, reference), { outcome: 'failed' })
    assert.deepEqual(await bank.collectAuthentication(context, reference), { outcome: 'pending' })
  })
})

describe('test customers', () => {
  test('the first customer has at least two accounts', async () => {
    const [first] = await bank.listCustomers(context)
    assert.ok(first && (await bank.listAccounts(context, first.id)).length >= 2)
  })

  test('the parents share an account and the signatories reach the same company accounts', async () => {
    const ids = async (customer: string) =>
      (await bank.listAccounts(context, customer)).map((account) => account.id)
    const [maja, johan] = [await ids('maja'), await ids('johan')]
    assert.ok(maja.some((id) => johan.includes(id)))
    const company = (await bank.listAccounts(context, 'tariq')).filter(
      (one) => one.usage === 'ORGA',
    )
    const lovisa = await ids('lovisa')
    assert.ok(company.length >= 2 && company.every((account) => lovisa.includes(account.id)))
  })

  test('one has no accounts and one has several currencies', async () => {
    assert.deepEqual(await bank.listAccounts(context, 'noor'), [])
    const ingrid = await bank.listAccounts(context, 'ingrid')
    const currencies = ingrid.map((account) => account.currency).sort()
    assert.deepEqual(currencies, ['DKK', 'EUR', 'NOK', 'SEK', 'USD'])
    const travel = ingrid.filter(({ name }) => name === 'Resekonto')
    assert.equal(new Set(travel.map(({ iban }) => iban)).size, 1, 'one number, two currencies')
    assert.equal(new Set(travel.map(({ id }) => id)).size, 2)
  })

  test('the roastery has at least 10,000 transactions in a year, each with its own id', async () => {
    const accountId = await findAccountId('saga')
    const seen = new Set<string>()
    let position: { after?: string } = {}
    for (;;) {
      const query = { accountId, status: 'booked', limit: 500, ...position } as const
      const page = await bank.listTransactions(context, query)
      for (const transaction of page.transactions) {
        assert.ok(!seen.has(transaction.id))
        seen.add(transaction.id)
      }
      if (page.next === undefined) break
      position = { after: page.next }
    }
    assert.ok(seen.size >= 10_000, `${seen.size} transactions`)
  })
})

describe('moving time', () => {
  test('a card purchase keeps its id from pending to booked', async () => {
    const accountId = await findAccountId('astrid')
    const query = { accountId, status: 'pending', limit: 100 } as const
    const pending = (await bank.listTransactions(context, query)).transactions
    assert.ok(pending.length > 0)
    const later = at('2026-11-30T10:00:00Z')
    const bookedQuery = { accountId, status: 'booked', limit: 500 } as const
    const booked = (await bank.listTransactions(later, bookedQuery)).transactions
    for (const one of pending) {
      const same = booked.find((other) => other.id === one.id)
      assert.deepEqual(same?.amount, one.amount)
      assert.equal(same?.valueDate, one.valueDate)
    }
  })

  test('available is booked plus pending plus the credit limit', async () => {
    const accountId = await findAccountId('lovisa')
    const query = { accountId, status: 'pending', limit: 500 } as const
    const { transactions } = await bank.listTransactions(context, query)
    const [booked, available] = await bank.listBalances(context, accountId)
    const pending = transactions.reduce((sum, one) => sum + one.amount.amountMinor, 0n)
    assert.ok(booked && available)
    assert.equal(available.amount.amountMinor, booked.amount.amountMinor + pending + 30_000_000n)
  })

  test('paging goes on at the same place when new transactions arrive in between', async () => {
    const accountId = await findAccountId('saga')
    const query = { accountId, status: 'booked', limit: 50 } as const
    const first = await bank.listTransactions(context, query)
    assert.ok(first.next)
    const rest = { ...query, after: first.next }
    const later = at('2026-11-23T16:00:00Z')
    const [now, then] = [
      await bank.listTransactions(context, rest),
      await bank.listTransactions(later, rest),
    ]
    assert.deepEqual(then.transactions, now.transactions)
  })

  test('a transaction is found by its id from pending to booked, and not before it is seen', async () => {
    const accountId = await findAccountId('astrid')
    const query = { accountId, status: 'pending', limit: 100 } as const
    const { transactions } = await bank.listTransactions(context, query)
    const [pending] = transactions
    assert.ok(pending)
    const wanted = { accountId, transactionId: pending.id }
    assert.deepEqual(await bank.findTransaction(context, wanted), pending)
    const later = await bank.findTransaction(at('2026-12-05T10:00:00Z'), wanted)
    assert.equal(later?.status, 'booked')
    assert.equal(await bank.findTransaction(at('2026-10-01T10:00:00Z'), wanted), undefined)
    const other = { ...wanted, accountId: await findAccountId('astrid', 1) }
    assert.equal(await bank.findTransaction(context, other), undefined)
  })

  test('only what came after a transaction is answered when asked so, in pages too', async () => {
    const query = { accountId: await findAccountId('astrid'), status: 'booked', limit: 20 } as const
    const { transactions } = await bank.listTransactions(context, query)
    const newerThan = transactions.at(-1)?.id ?? ''
    const short = { ...query, newerThan, limit: 12 }
    const first = await bank.listTransactions(context, short)
    assert.ok(first.next)
    const second = await bank.listTransactions(context, { ...short, after: first.next })
    const found = [...first.transactions, ...second.transactions]
    assert.deepEqual(found, transactions.slice(0, -1))
    const unknown = bank.listTransactions(context, { ...query, newerThan: 'tx_none' })
    await assert.rejects(unknown, { code: 'entry-reference-unknown' })
  })

  test('standing orders are payments of a fixed amount on a fixed day', async () => {
    const orders = await bank.listStandingOrders(context, await findAccountId('astrid'))
    assert.ok(
      orders.some(
        ({ dayOfMonth, remittance }) => dayOfMonth === 26 && remittance === 'Till buffert',
      ),
    )
    assert.ok(orders.every(({ amount }) => amount.amountMinor < 0n))
    await assert.rejects(bank.listStandingOrders(context, 'acc_none'), { code: 'account-unknown' })
  })

  test('a position of booked ones is refused for pending ones', async () => {
    const accountId = await findAccountId('astrid')
    const { next } = await bank.listTransactions(context, { accountId, status: 'booked', limit: 1 })
    assert.ok(next)
    const wrong = { accountId, status: 'pending', limit: 1, after: next } as const
    await assert.rejects(bank.listTransactions(context, wrong), { code: 'paging-position-invalid' })
  })

  test('a process that starts anew generates the same transactions', async () => {
    const again = createSandboxBank({ pack, authentications, random: systemRandom })
    const query = { accountId: await findAccountId('maja'), status: 'booked', limit: 500 } as const
    const [one, two] = await Promise.all([
      bank.listTransactions(context, query),
      again.listTransactions(context, query),
    ])
    assert.deepEqual(two, one)
  })
})
