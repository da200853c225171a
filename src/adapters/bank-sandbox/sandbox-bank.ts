/** The bundled test bank behind the connector contract: reads the book of the World that a call is about. It serves no real customer. */
import type { BankContext, SimulatedBank } from '#src/connector/bank-connector.ts'
import type { BankPack } from '#src/domain/catalogue/bank-pack.ts'
import type { TestData } from '#src/domain/catalogue/test-data.ts'
import type { SandboxAuthenticationStore } from '#src/domain/sca/sandbox-authentication-store.ts'
import { dateInZone } from '#src/kit/clock.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import type { Random } from '#src/kit/random.ts'
import { toDate, toDayNumber } from './calendar.ts'
import { exportTestData } from './export-test-data.ts'
import { createPackBook } from './pack-book.ts'
import { createSandboxAuthentications } from './sandbox-authentications.ts'
import type { SandboxBook } from './sandbox-book.ts'
import { createSandboxChallenges } from './sandbox-challenges.ts'
import { createOverlays } from './sandbox-overlay.ts'
import { createPageCache } from './page-cache.ts'
import { findById } from './transaction-pages.ts'

interface SandboxBankDependencies {
  readonly pack: BankPack
  readonly authentications: SandboxAuthenticationStore
  readonly random: Random
  /** A World's own test data as JSON; undefined when it has the pack's. Without it every World has the pack's. */
  testDataOf?(worldId: string): Promise<string | undefined>
}

export interface SandboxBank extends SimulatedBank {
  /** What the bank knows in the World, in the form in which a developer may put it back. */
  exportTestData(context: BankContext): Promise<TestData>
}

/** Makes the test bank. Unknown accounts reject with `account-unknown`, bad positions with `paging-position-invalid`. */
export function createSandboxBank(deps: SandboxBankDependencies): SandboxBank {
  const { pack } = deps
  const packBook = createPackBook(pack)
  const overlayOf = createOverlays(pack)
  const readPage = createPageCache()
  const bookOf = async ({ worldId }: BankContext): Promise<SandboxBook> => {
    const own = await deps.testDataOf?.(worldId)
    return own === undefined ? packBook : overlayOf(worldId, own)
  }
  const findCustomer = async (context: BankContext, id: string) =>
    (await bookOf(context)).customers.find((customer) => customer.id === id)
  const bank: SimulatedBank = {
    ...createSandboxAuthentications({ ...deps, findCustomer }),
    ...createSandboxChallenges({
      ...deps,
      findTestCustomer: async (context, id) => (await bookOf(context)).findTestCustomer(id),
    }),
    findCustomer,
    listCustomers: async (context) => (await bookOf(context)).customers,
    listAccounts: async (context, customerId) => (await bookOf(context)).listAccounts(customerId),
    listBalances: async (context, accountId) => {
      const book = await bookOf(context)
      loadCurrency(book, accountId)
      return book.listBalances(context, accountId)
    },
    hasFunds: async (context, { accountId, amount }) => {
      const book = await bookOf(context)
      if (loadCurrency(book, accountId) !== amount.currency)
        throw new DomainError('currency-not-judged')
      const balances = book.listBalances(context, accountId)
      const available = balances.find(({ balanceType }) => balanceType === 'interimAvailable')
      return (available?.amount.amountMinor ?? 0n) >= amount.amountMinor
    },
    listTransactions: async (context, query) => {
      const book = await bookOf(context)
      return readPage(book.entries, query, windowOf(pack, book, { context, ...query }))
    },
    findTransaction: async (context, wanted) => {
      const book = await bookOf(context)
      if (book.currencyOf(wanted.accountId) === undefined) return undefined
      return findById(book.entries, wanted, windowOf(pack, book, { context, ...wanted }))
    },
    listStandingOrders: async (context, accountId) => {
      const book = await bookOf(context)
      loadCurrency(book, accountId)
      return book.listStandingOrders?.(accountId) ?? []
    },
  }
  return {
    ...bank,
    exportTestData: async (context) => exportTestData(await bookOf(context), bank, context),
  }
}

/** The bank's today on the World's clock, and how far back it can answer. */
function windowOf(
  pack: BankPack,
  book: SandboxBook,
  { context: { nowMs }, accountId }: { context: BankContext; accountId: string },
) {
  const currency = loadCurrency(book, accountId)
  const today = dateInZone(nowMs, pack.timeZone)
  const earliestDate = toDate(toDayNumber(today) - pack.profile.transactions.historyDays)
  return { nowMs, today, earliestDate, currency }
}

function loadCurrency(book: SandboxBook, accountId: string): string {
  const currency = book.currencyOf(accountId)
  if (currency === undefined) throw new DomainError('account-unknown')
  return currency
}
