/** A statement of booked transactions as ISO 20022 camt.053.001.02. It decides nothing about access. */
import type { BankAccount, BankTransaction } from '#src/connector/bank-connector.ts'
import { dateInZone } from '#src/kit/clock.ts'
import { toDecimal } from '#src/kit/money.ts'
import type { ReadingCall } from './endpoint.ts'
import { announceEarliest } from './history.ts'

const namespace = 'urn:iso:std:iso:20022:tech:xsd:camt.053.001.02'
const longId = 35
const longText = 140

type Period = { readonly dateFrom?: string; readonly dateTo?: string }

/** What one statement says. */
export interface Statement {
  readonly account: BankAccount
  /** Where the customer gave it. */
  readonly ownerName?: string
  readonly id: string
  readonly madeAt: string
  readonly from: string
  readonly to: string
  readonly openingMinor: bigint
  readonly closingMinor: bigint
  /** Newest first. */
  readonly entries: readonly BankTransaction[]
}

/** A statement has no pages and always its balances, so it needs the right to both. */
export async function answerStatement(call: ReadingCall, period: Period): Promise<string> {
  const { accounts, reading, accountId, nowMs, services } = call
  const { account, balances } = await accounts.readBalances(reading, accountId)
  const { dateFrom, dateTo } = period
  const wanted = { accountId, statuses: ['booked'] as const, ...(dateFrom && { dateFrom }) }
  const { transactions, earliestDate } = await accounts.readWhole(reading, wanted)
  announceEarliest(call, earliestDate, period)
  const today = dateInZone(nowMs, services.timeZone)
  const to = dateTo !== undefined && dateTo < today ? dateTo : today
  const isIn = ({ bookingDate = '' }: BankTransaction) => bookingDate <= to
  const entries = transactions.filter(isIn)
  const booked = balances.find(({ balanceType }) => balanceType === 'interimBooked')
  const closingMinor =
    (booked?.amount.amountMinor ?? 0n) - sumOf(transactions.filter((one) => !isIn(one)))
  const isNamed = reading.facts.access.ownerNames?.includes(accountId) === true
  return toCamt053({
    account,
    ...(isNamed ? { ownerName: account.ownerName } : {}),
    entries,
    to,
    closingMinor,
    id: `${to.replaceAll('-', '')}-${accountId}`.slice(0, longId),
    madeAt: new Date(nowMs).toISOString(),
    from: dateFrom === undefined || dateFrom < earliestDate ? earliestDate : dateFrom,
    openingMinor: closingMinor - sumOf(entries),
  })
}

function sumOf(entries: readonly BankTransaction[]): bigint {
  let total = 0n
  for (const { amount } of entries) total += amount.amountMinor
  return total
}

export function toCamt053(statement: Statement): string {
  const { account, id, madeAt, from, to, entries } = statement
  const { iban, currency, bic } = account
  const balances = [
    toBalance('OPBD', { currency, amountMinor: statement.openingMinor }, from),
    toBalance('CLBD', { currency, amountMinor: statement.closingMinor }, to),
  ]
  const { ownerName } = statement
  const party = ownerName === undefined ? '' : one('Ownr', one('Nm', escape(ownerName, longText)))
  const servicer = one('Svcr', one('FinInstnId', one('BIC', escape(bic))))
  const head = [
    one('Id', escape(id)),
    one('CreDtTm', madeAt),
    one('FrToDt', `${one('FrDtTm', `${from}T00:00:00`)}${one('ToDtTm', `${to}T23:59:59`)}`),
    one('Acct', `${one('Id', one('IBAN', iban))}${one('Ccy', currency)}${party}${servicer}`),
  ]
  const group = one('GrpHdr', `${one('MsgId', escape(id))}${one('CreDtTm', madeAt)}`)
  const body = one('Stmt', [...head, ...balances, ...entries.map(toEntry)].join(''))
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="${namespace}">${one('BkToCstmrStmt', `${group}${body}`)}</Document>\n`
}

type Amount = BankTransaction['amount']

/** Amounts have no sign in ISO 20022; the indicator is the sign. */
function toSigned({ amountMinor, currency }: Amount): string {
  const isDebit = amountMinor < 0n
  const amount = toDecimal({ amountMinor: isDebit ? -amountMinor : amountMinor, currency })
  return `<Amt Ccy="${currency}">${amount}</Amt>${one('CdtDbtInd', isDebit ? 'DBIT' : 'CRDT')}`
}

function toBalance(code: string, amount: Amount, date: string): string {
  const type = one('Tp', one('CdOrPrtry', one('Cd', code)))
  return one('Bal', `${type}${toSigned(amount)}${one('Dt', one('Dt', date))}`)
}

function toEntry(entry: BankTransaction): string {
  const { id, amount, bookingDate = '', valueDate, bankTransactionCode } = entry
  const [domain = '', family = '', subFamily = ''] = bankTransactionCode.split('-')
  const kind = one('Fmly', `${one('Cd', family)}${one('SubFmlyCd', subFamily)}`)
  return one(
    'Ntry',
    [
      one('NtryRef', escape(id, longId)),
      toSigned(amount),
      one('Sts', 'BOOK'),
      one('BookgDt', one('Dt', bookingDate)),
      one('ValDt', one('Dt', valueDate)),
      one('AcctSvcrRef', escape(id, longId)),
      one('BkTxCd', one('Domn', `${one('Cd', domain)}${kind}`)),
      one('NtryDtls', one('TxDtls', toDetails(entry))),
    ].join(''),
  )
}

function toDetails(entry: BankTransaction): string {
  const { endToEndId = 'NOTPROVIDED', remittance } = entry
  const parties = [
    toParty('Dbtr', entry.debtorName, entry.debtorIban),
    toParty('Cdtr', entry.creditorName, entry.creditorIban),
  ].join('')
  return [
    one('Refs', one('EndToEndId', escape(endToEndId, longId))),
    parties === '' ? '' : one('RltdPties', parties),
    remittance === '' ? '' : one('RmtInf', one('Ustrd', escape(remittance, longText))),
  ].join('')
}

function toParty(role: 'Dbtr' | 'Cdtr', name: string | undefined, iban: string | undefined) {
  const named = name ? one(role, one('Nm', escape(name, longText))) : ''
  return `${named}${iban ? one(`${role}Acct`, one('Id', one('IBAN', iban))) : ''}`
}

const one = (tag: string, content: string) => `<${tag}>${content}</${tag}>`

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Characters that XML 1.0 cannot hold are left out. @see XML 1.0 §2.2 */
function escape(text: string, max = longText): string {
  return text
    .slice(0, max)
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll(/[&<>]/gu, (found) => escapes[found] ?? found)
}
