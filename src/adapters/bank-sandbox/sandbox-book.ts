/** What the test bank knows in a World: its customers, their accounts, what happens on them. The pack's or the World's own. */
import type {
  BankAccount,
  BankBalance,
  BankContext,
  BankCustomer,
  BankStandingOrder,
} from '#src/connector/bank-connector.ts'
import type { ChallengedCustomer } from './sandbox-challenges.ts'
import type { EntryPages } from './transaction-pages.ts'

export interface SandboxBook {
  readonly customers: readonly BankCustomer[]
  readonly entries: EntryPages
  findTestCustomer(id: string): ChallengedCustomer | undefined
  listAccounts(customerId: string): readonly BankAccount[]
  /** Undefined for an account that is not in the book. */
  currencyOf(accountId: string): string | undefined
  /** Of an account that is in the book. */
  listBalances(context: BankContext, accountId: string): readonly BankBalance[]
  /** None where the data knows none. */
  listStandingOrders?(accountId: string): readonly BankStandingOrder[]
}
