/** Domain to Berlin Group shapes. It decides nothing. @see BG 1.3 §14 */
import type { BankAccount, BankBalance, BankTransaction } from '#src/connector/bank-connector.ts'
import { toDecimal } from '#src/kit/money.ts'
import type { Money } from '#src/kit/money.ts'
import type { Xs2aCall } from './endpoint.ts'

const toAmount = (money: Money) => ({ currency: money.currency, amount: toDecimal(money) })

export const accountPath = ({ basePath }: Xs2aCall, id: string) =>
  `${basePath}/v1/accounts/${encodeURIComponent(id)}`

export function toReference({ iban, currency }: BankAccount) {
  return { iban, currency }
}

export async function toAccount(call: Xs2aCall, account: BankAccount) {
  const { id, iban, bban, currency, name, product, cashAccountType, status, usage } = account
  const { access } = call.reading.facts
  const path = accountPath(call, id)
  const links = {
    ...(access.balances.includes(id) && { balances: { href: `${path}/balances` } }),
    ...(access.transactions.includes(id) && { transactions: { href: `${path}/transactions` } }),
  }
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
    ownerName: account.ownerName,
    bic: account.bic,
    ...(balances && { balances: balances.map(toBalance) }),
    _links: links,
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
