/** The book of a World that has no test data of its own: customers and accounts from the pack, transactions from the generator. */
import type {
  BankAccount,
  BankBalance,
  BankContext,
  BankCustomer,
} from '#src/connector/bank-connector.ts'
import type { BankPack } from '#src/domain/catalogue/bank-pack.ts'
import type { TestAccount, TestCustomer } from '#src/domain/catalogue/test-customers.ts'
import { dateInZone } from '#src/kit/clock.ts'
import { monthOf } from './entries.ts'
import { activityOf, createLedgers, findAccount, holderOf, sumOf } from './ledgers.ts'
import type { Ledgers } from './ledgers.ts'
import type { SandboxBook } from './sandbox-book.ts'
import { listStandingOrders } from './standing-orders.ts'
import { listPending } from './transaction-pages.ts'

export function createPackBook(pack: BankPack): SandboxBook {
  const ledgers = createLedgers(pack)
  return {
    customers: pack.customers.map((customer) => toCustomer(pack, customer)),
    entries: ledgers,
    findTestCustomer: (id) => pack.customers.find((customer) => customer.id === id),
    listAccounts: (customerId) =>
      pack.accounts
        .filter((account) => account.owners.includes(customerId))
        .map((account) => toAccount(pack, account)),
    currencyOf: (accountId) => findAccount(pack, accountId)?.currency,
    listBalances: (context, accountId) => {
      const account = findAccount(pack, accountId)
      return account ? listBalances(pack, ledgers, { context, account }) : []
    },
    listStandingOrders: (accountId) => listStandingOrders(pack, accountId),
  }
}

function listBalances(
  pack: BankPack,
  ledgers: Ledgers,
  { context, account }: { context: BankContext; account: TestAccount },
): BankBalance[] {
  const { nowMs } = context
  const today = dateInZone(nowMs, pack.timeZone)
  const start = ledgers.periodStart(account.id, monthOf(today))
  let booked = start.balanceMinor
  let bookedAt = 0
  for (let month = start.month - 1; month <= monthOf(today); month += 1) {
    const entries = ledgers.month(account.id, month).filter((entry) => entry.bookedFromMs <= nowMs)
    if (month >= start.month) booked += sumOf(entries)
    bookedAt = Math.max(bookedAt, entries[0]?.bookedFromMs ?? 0)
  }
  const pending = listPending(ledgers, account.id, { nowMs, today })
  const shownAt = Math.max(bookedAt, ...pending.map((entry) => entry.shownFromMs))
  const credit = BigInt(activityOf(pack, account.id).creditLimit ?? 0) * 100n
  const { currency } = account
  const available = booked + sumOf(pending) + credit
  return [
    {
      balanceType: 'interimBooked',
      amount: { amountMinor: booked, currency },
      referenceDate: today,
      lastChangeMs: bookedAt,
    },
    {
      balanceType: 'interimAvailable',
      amount: { amountMinor: available, currency },
      referenceDate: today,
      lastChangeMs: shownAt,
    },
  ]
}

function toCustomer(pack: BankPack, customer: TestCustomer): BankCustomer {
  const { id, name, about, state } = customer
  return { id, name, about: about[pack.defaultLanguage], state }
}

function toAccount(pack: BankPack, account: TestAccount): BankAccount {
  const countryAndCheckLength = 4
  const { maskedPan, currency } = account
  const credit = activityOf(pack, account.id).creditLimit
  return {
    id: account.id,
    iban: account.iban,
    bban: account.iban.slice(countryAndCheckLength),
    currency: account.currency,
    name: account.name,
    product: account.product,
    cashAccountType: account.cashAccountType,
    ownerName: holderOf(pack, account),
    usage: account.usage,
    status: account.status,
    bic: pack.bic,
    ...(maskedPan === undefined ? {} : { maskedPan, debitAccounting: account.debitAccounting }),
    ...(credit === undefined
      ? {}
      : { creditLimit: { amountMinor: BigInt(credit) * 100n, currency } }),
  }
}
