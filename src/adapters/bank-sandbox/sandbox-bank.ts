/** The bundled test bank behind the connector contract: customers and accounts from the pack, transactions from the generator. It serves no real customer. */
import type {
  BankAccount,
  BankBalance,
  BankContext,
  BankCustomer,
  SimulatedBank,
} from '#src/connector/bank-connector.ts'
import type { BankPack } from '#src/domain/catalogue/bank-pack.ts'
import type { TestAccount, TestCustomer } from '#src/domain/catalogue/test-customers.ts'
import type { SandboxAuthenticationStore } from '#src/domain/sca/sandbox-authentication-store.ts'
import { dateInZone } from '#src/kit/clock.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import type { Random } from '#src/kit/random.ts'
import { toDate, toDayNumber } from './calendar.ts'
import { monthOf } from './entries.ts'
import { activityOf, createLedgers, findAccount, holderOf, sumOf } from './ledgers.ts'
import type { Ledgers } from './ledgers.ts'
import { createSandboxAuthentications } from './sandbox-authentications.ts'
import { buildPage, listPending } from './transaction-pages.ts'

interface SandboxBankDependencies {
  readonly pack: BankPack
  readonly authentications: SandboxAuthenticationStore
  readonly random: Random
}

/** Makes the test bank. Unknown accounts reject with `account-unknown`, bad positions with `paging-position-invalid`. */
export function createSandboxBank(deps: SandboxBankDependencies): SimulatedBank {
  const { pack } = deps
  const ledgers = createLedgers(pack)
  const customers = pack.customers.map((customer) => toCustomer(pack, customer))
  const findCustomer = (id: string) => customers.find((customer) => customer.id === id)
  return {
    ...createSandboxAuthentications({ ...deps, findCustomer }),
    findCustomer: async (_context, id) => findCustomer(id),
    listCustomers: async () => customers,
    listAccounts: async (_context, customerId) =>
      pack.accounts
        .filter((account) => account.owners.includes(customerId))
        .map((account) => toAccount(pack, account)),
    listBalances: async (context, accountId) =>
      listBalances(pack, ledgers, { context, account: loadAccount(pack, accountId) }),
    listTransactions: async (context, query) => {
      const { currency } = loadAccount(pack, query.accountId)
      const today = dateInZone(context.nowMs, pack.timeZone)
      const { historyDays } = pack.profile.transactions
      const earliestDate = toDate(toDayNumber(today) - historyDays)
      return buildPage(ledgers, query, { nowMs: context.nowMs, today, earliestDate, currency })
    },
  }
}

function loadAccount(pack: BankPack, accountId: string): TestAccount {
  const account = findAccount(pack, accountId)
  if (!account) throw new DomainError('account-unknown')
  return account
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
  }
}
