/** Cuts pages out of the ledgers: newest first, from a position that stays right while new transactions arrive. */
import type {
  BankTransaction,
  TransactionPage,
  TransactionQuery,
} from '#src/connector/bank-connector.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import { monthOf } from './entries.ts'
import type { Entry } from './entries.ts'
import type { Ledgers } from './ledgers.ts'

/** The bank's today on the World's clock and what it means for a query. */
interface Window {
  readonly nowMs: number
  readonly today: string
  readonly earliestDate: string
  readonly currency: string
}

/** Place of a transaction in the order: date and moment, then id, all descending. */
interface Position {
  readonly date: string
  readonly atMs: number
  readonly id: string
}

export function buildPage(
  ledgers: Ledgers,
  query: TransactionQuery,
  window: Window,
): TransactionPage {
  const after = query.after === undefined ? undefined : parsePosition(query.after, query.status)
  const wanted = query.limit + 1
  const found =
    query.status === 'booked'
      ? findBooked(ledgers, { query, window, after, wanted })
      : findPending(ledgers, { query, window, after, wanted })
  const shown = found.slice(0, query.limit)
  const last = shown.at(-1)
  return {
    transactions: shown.map((entry) => toTransaction(entry, query.status, window.currency)),
    ...(found.length > query.limit && last ? { next: toPosition(last, query.status) } : {}),
    earliestDate: window.earliestDate,
  }
}

interface Search {
  readonly query: TransactionQuery
  readonly window: Window
  readonly after: Position | undefined
  readonly wanted: number
}

function findBooked(ledgers: Ledgers, search: Search): Entry[] {
  const { query, window, after, wanted } = search
  const from = latest(query.dateFrom ?? window.earliestDate, window.earliestDate)
  const to = earliest(query.dateTo ?? window.today, after?.date ?? window.today, window.today)
  const isWanted = (entry: Entry) =>
    entry.bookedFromMs <= window.nowMs &&
    entry.bookingDate >= from &&
    entry.bookingDate <= to &&
    (!after || isAfter(placeOf(entry, 'booked'), after))
  const found: Entry[] = []
  for (let month = monthOf(to); month >= monthOf(from); month -= 1) {
    found.push(...ledgers.month(query.accountId, month).filter(isWanted))
    if (found.length >= wanted) break
  }
  return found.slice(0, wanted)
}

/** What is pending is booked this month or the next. */
function findPending(ledgers: Ledgers, { query, window, after, wanted }: Search): Entry[] {
  const { dateFrom = '', dateTo = '9999-12-31' } = query
  return listPending(ledgers, query.accountId, window)
    .filter((entry) => entry.valueDate >= dateFrom && entry.valueDate <= dateTo)
    .filter((entry) => !after || isAfter(placeOf(entry, 'pending'), after))
    .sort((left, right) => (isAfter(placeOf(left, 'pending'), placeOf(right, 'pending')) ? 1 : -1))
    .slice(0, wanted)
}

/** Seen, but not booked at the instant. */
export function listPending(
  ledgers: Ledgers,
  accountId: string,
  { nowMs, today }: Pick<Window, 'nowMs' | 'today'>,
): Entry[] {
  const month = monthOf(today)
  return [month, month + 1]
    .flatMap((of) => ledgers.month(accountId, of))
    .filter((entry) => entry.shownFromMs <= nowMs && entry.bookedFromMs > nowMs)
}

function latest(left: string, right: string): string {
  return left > right ? left : right
}

function earliest(one: string, two: string, three: string): string {
  const firstTwo = one < two ? one : two
  return firstTwo < three ? firstTwo : three
}

function placeOf(entry: Entry, status: TransactionQuery['status']): Position {
  return status === 'booked'
    ? { date: entry.bookingDate, atMs: entry.bookedFromMs, id: entry.id }
    : { date: entry.valueDate, atMs: entry.shownFromMs, id: entry.id }
}

function isAfter(place: Position, other: Position): boolean {
  if (place.date !== other.date) return place.date < other.date
  if (place.atMs !== other.atMs) return place.atMs < other.atMs
  return place.id < other.id
}

function toPosition(entry: Entry, status: TransactionQuery['status']): string {
  const { date, atMs, id } = placeOf(entry, status)
  return Buffer.from(`${status}~${date}~${atMs}~${id}`).toString('base64url')
}

const positionLengthMax = 200

function parsePosition(text: string, status: TransactionQuery['status']): Position {
  const plain =
    text.length <= positionLengthMax && /^[\w-]+$/u.test(text)
      ? Buffer.from(text, 'base64url').toString()
      : ''
  const match = /^(booked|pending)~(\d{4}-\d\d-\d\d)~(\d{1,15})~(tx_\w{1,40})$/u.exec(plain)
  if (!match || match[1] !== status) throw new DomainError('paging-position-invalid')
  // A match has all its groups.
  return { date: match[2] as string, atMs: Number(match[3]), id: match[4] as string }
}

function toTransaction(
  entry: Entry,
  status: BankTransaction['status'],
  currency: string,
): BankTransaction {
  const isOut = entry.amountMinor < 0n
  const { name, iban } = entry
  const party = isOut
    ? { creditorName: name, ...(iban === undefined ? {} : { creditorIban: iban }) }
    : { debtorName: name, ...(iban === undefined ? {} : { debtorIban: iban }) }
  return {
    id: entry.id,
    status,
    ...(status === 'booked' ? { bookingDate: entry.bookingDate } : {}),
    valueDate: entry.valueDate,
    amount: { amountMinor: entry.amountMinor, currency },
    ...party,
    remittance: entry.remittance,
    bankTransactionCode: entry.code,
    ...(entry.endToEndId === undefined ? {} : { endToEndId: entry.endToEndId }),
  }
}
