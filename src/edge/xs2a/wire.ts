/** Domain to Berlin Group shapes. It decides nothing. @see BG 1.3 §14 */
import type {
  BankAccount,
  BankBalance,
  BankStandingOrder,
  BankTransaction,
} from '#src/connector/bank-connector.ts'
import type { AccountAccess } from '#src/domain/consents/consent.ts'
import { toDecimal } from '#src/kit/money.ts'
import type { Money } from '#src/kit/money.ts'
import type { ReadingCall } from './endpoint.ts'

const toAmount = (money: Money) => ({ currency: money.currency, amount: toDecimal(money) })

export const accountPath = ({ basePath }: Pick<ReadingCall, 'basePath'>, id: string) =>
  `${basePath}/v1/accounts/${encodeURIComponent(id)}`

export const cardAccountPath = ({ basePath }: Pick<ReadingCall, 'basePath'>, id: string) =>
  `${basePath}/v1/card-accounts/${encodeURIComponent(id)}`

/** A card account is named by its card, never by an account number. */
export function toReference({ iban, maskedPan, currency }: BankAccount) {
  return maskedPan === undefined ? { iban, currency } : { maskedPan, currency }
}

export async function toAccount(call: ReadingCall, account: BankAccount) {
  const { id, iban, bban, currency, name, product, cashAccountType, status, usage } = account
  const { access } = call.reading.facts
  const links = toAccountLinks(access, id, accountPath(call, id))
  const wanted = call.query.get('withBalance') === 'true'
  const balances = wanted
    ? (await call.accounts.readBalances(call.reading, id)).balances
    : undefined
  return {
    resourceId: id,
    iban,
    ...(bban && { bban }),
    currency,
    name,
    product,
    cashAccountType,
    status,
    usage,
    ...toOwner(access, account),
    bic: account.bic,
    ...(balances && { balances: balances.map(toBalance) }),
    _links: links,
  }
}

function toOwner({ ownerNames }: AccountAccess, { id, ownerName }: BankAccount) {
  return ownerNames?.includes(id) === true ? { ownerName } : {}
}

/** Only what the customer gave. */
function toAccountLinks(access: AccountAccess, id: string, path: string) {
  if (access.isListOnly === true) return {}
  return {
    ...(access.balances.includes(id) && { balances: { href: `${path}/balances` } }),
    ...(access.transactions.includes(id) && { transactions: { href: `${path}/transactions` } }),
  }
}

export async function toCardAccount(call: ReadingCall, account: BankAccount) {
  const { id, maskedPan, currency, name, product, status, usage, creditLimit } = account
  const isWanted = call.query.get('withBalance') === 'true'
  const read = isWanted ? await call.accounts.readBalances(call.reading, id, 'card') : undefined
  return {
    resourceId: id,
    maskedPan,
    currency,
    name,
    product,
    status,
    usage,
    ...toOwner(call.reading.facts.access, account),
    debitAccounting: account.debitAccounting === true,
    ...(creditLimit && { creditLimit: toAmount(creditLimit) }),
    ...(read && { balances: read.balances.map((one) => toCardBalance(account, one)) }),
    _links: toAccountLinks(call.reading.facts.access, id, cardAccountPath(call, id)),
  }
}

/** With debit accounting what is owed is positive. @see BG IG 1.3 §14.35 */
function signedFor({ debitAccounting }: BankAccount, { amountMinor, currency }: Money): Money {
  return { amountMinor: debitAccounting === true ? -amountMinor : amountMinor, currency }
}

export function toCardBalance(account: BankAccount, balance: BankBalance) {
  return toBalance({ ...balance, amount: signedFor(account, balance.amount) })
}

export function toCardTransaction(account: BankAccount, entry: BankTransaction) {
  const { id, bookingDate, valueDate, amount, remittance, bankTransactionCode } = entry
  return {
    cardTransactionId: id,
    transactionDate: valueDate,
    ...(bookingDate && { bookingDate }),
    transactionAmount: toAmount(signedFor(account, amount)),
    maskedPAN: account.maskedPan,
    transactionDetails: remittance,
    proprietaryBankTransactionCode: bankTransactionCode,
  }
}

const everyMonth = 12

/** @see BG IG 1.3 §14.18, standing order information */
export function toStandingOrder(order: BankStandingOrder) {
  const { amount, creditorName, creditorIban, remittance, startDate, dayOfMonth, months } = order
  const isMonthly = months === undefined || months.length === everyMonth
  return {
    transactionAmount: toAmount(amount),
    creditorName,
    ...(creditorIban && { creditorAccount: { iban: creditorIban } }),
    remittanceInformationUnstructured: remittance,
    bankTransactionCode: 'PMNT-ICDT-STDO',
    additionalInformationStructured: {
      standingOrderDetails: {
        startDate,
        frequency: isMonthly ? 'Monthly' : 'MonthlyVariable',
        executionRule: order.shift === 'before' ? 'preceding' : 'following',
        ...(isMonthly ? {} : { monthsOfExecution: months.map(String) }),
        dayOfExecution: String(dayOfMonth),
      },
    },
  }
}

export function toBalance(balance: BankBalance) {
  return {
    balanceAmount: toAmount(balance.amount),
    balanceType: balance.balanceType,
    lastChangeDateTime: new Date(balance.lastChangeMs).toISOString(),
    referenceDate: balance.referenceDate,
  }
}

/** A transaction in a list, with the way to its details. */
export function toListed(path: string, entry: BankTransaction) {
  const href = `${path}/transactions/${encodeURIComponent(entry.id)}`
  return { ...toTransaction(entry), _links: { transactionDetails: { href } } }
}

export function toTransaction(entry: BankTransaction) {
  const { creditorName, creditorIban, debtorName, debtorIban, bookingDate, endToEndId } = entry
  return {
    transactionId: entry.id,
    entryReference: entry.id,
    ...(endToEndId && { endToEndId }),
    ...(bookingDate && { bookingDate }),
    valueDate: entry.valueDate,
    transactionAmount: toAmount(entry.amount),
    ...(creditorName && { creditorName }),
    ...(creditorIban && { creditorAccount: { iban: creditorIban } }),
    ...(debtorName && { debtorName }),
    ...(debtorIban && { debtorAccount: { iban: debtorIban } }),
    remittanceInformationUnstructured: entry.remittance,
    bankTransactionCode: entry.bankTransactionCode,
  }
}
