/** Writes down what the test bank knows in a World, so that a developer can change it and put it back. It changes nothing. */
import type {
  BankAccount,
  BankConnector,
  BankContext,
  BankTransaction,
} from '#src/connector/bank-connector.ts'
import type { OwnAccount, OwnTransaction, TestData } from '#src/domain/catalogue/test-data.ts'
import { toDecimal } from '#src/kit/money.ts'
import type { SandboxBook } from './sandbox-book.ts'

/** The newest ones of each account: enough to work with, small enough to send back. */
const transactionsMax = 50

export async function exportTestData(
  book: SandboxBook,
  bank: BankConnector,
  context: BankContext,
): Promise<TestData> {
  const customers = book.customers.map(({ id: psuId, name, about, state }) => {
    const { password = '', scaMethods = [], otp = '' } = book.findTestCustomer(psuId) ?? {}
    return { psuId, name, about, state, password, scaMethods: [...scaMethods], otp }
  })
  const accounts = new Map<string, { account: BankAccount; owners: string[] }>()
  for (const { psuId } of customers)
    for (const account of book.listAccounts(psuId)) {
      const known = accounts.get(account.id) ?? { account, owners: [] }
      known.owners.push(psuId)
      accounts.set(account.id, known)
    }
  const all = Array.from(accounts.values(), (one) => toOwnAccount(bank, context, one))
  return { customers, accounts: await Promise.all(all) }
}

async function toOwnAccount(
  bank: BankConnector,
  context: BankContext,
  { account, owners }: { account: BankAccount; owners: string[] },
): Promise<OwnAccount> {
  const { id: accountId, iban, currency, name, product, usage, status, ownerName } = account
  const { maskedPan, debitAccounting, creditLimit } = account
  const balances = await bank.listBalances(context, accountId)
  const amountOf = (wanted: string) =>
    balances
      .filter(({ balanceType }) => balanceType === wanted)
      .map(({ amount }) => toDecimal(amount))[0] ?? '0'
  const query = { accountId, limit: transactionsMax }
  const pending = await bank.listTransactions(context, { ...query, status: 'pending' })
  const booked = await bank.listTransactions(context, { ...query, status: 'booked' })
  return {
    iban,
    currency,
    name,
    product,
    usage,
    status,
    owners,
    holder: ownerName,
    ...(maskedPan === undefined ? {} : { maskedPan }),
    ...(debitAccounting === undefined ? {} : { debitAccounting }),
    ...(creditLimit === undefined ? {} : { creditLimit: toDecimal(creditLimit) }),
    cashAccountType: toType(account.cashAccountType),
    balances: {
      booked: amountOf('interimBooked'),
      available: amountOf('interimAvailable'),
    },
    transactions: [...pending.transactions, ...booked.transactions].map(toOwnTransaction),
  }
}

/** The test bank has these types alone. */
function toType(text: string): OwnAccount['cashAccountType'] {
  return (['SVGS', 'TRAN', 'CASH'] as const).find((type) => type === text) ?? 'CACC'
}

function toOwnTransaction(transaction: BankTransaction): OwnTransaction {
  const { bookingDate, valueDate, amount, remittance, bankTransactionCode, endToEndId } =
    transaction
  const name = transaction.creditorName ?? transaction.debtorName
  const iban = transaction.creditorIban ?? transaction.debtorIban
  return {
    ...(bookingDate === undefined ? {} : { bookingDate }),
    valueDate,
    amount: toDecimal(amount),
    bankTransactionCode,
    remittanceInformation: remittance,
    ...(name === undefined ? {} : { counterpartyName: name }),
    ...(iban === undefined ? {} : { counterpartyIban: iban }),
    ...(endToEndId === undefined ? {} : { endToEndId }),
  }
}
