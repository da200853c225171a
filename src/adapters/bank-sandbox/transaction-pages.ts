/** Cuts pages out of the ledgers: newest first, from a position that stays right while new transactions arrive. */
import type {
  BankTransaction,
  TransactionPage,
  TransactionQuery,
} from '#src/connector/bank-connector.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import { monthOf } from './entries.ts'
import type { Entry, MonthNumber } from './entries.ts'

/** Where entries are read from. */
export interface EntryPages {
  /** Everything booked in the month, newest first. */
  month(accountId: string, month: MonthNumber): readonly Entry[]
  /** What stays pending for ever. */
  unbooked?(accountId: string): readonly Entry[]
}

/** The bank's today on the World's clock and what it means for a query. */
export interface Window {
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
  entries: EntryPages,
  query: TransactionQuery,
  window: Window,
): TransactionPage {
  const after = query.after === undefined ? undefined : parsePosition(query.after, query.status)
  const wanted = query.limit + 1
  const found =
    query.status === 'booked'
      ? findBooked(entries, { query, window, after, wanted })
      : findPending(entries, { query, window, after, wanted })
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

function findBooked(entries: EntryPages, search: Search): Entry[] {
  const { query, window, after, wanted } = search
  const from = latest(query.dateFrom ?? window.earliestDate, window.earliestDate)
  const newerThan = query.newerThan === undefined ? undefined : placeOfId(entries, query, window)
  const to = earliest(query.dateTo ?? window.today, after?.date ?? window.today, window.today)
  const isWanted = (entry: Entry) =>
    entry.bookedFromMs <= window.nowMs &&
    entry.bookingDate >= from &&
    entry.bookingDate <= to &&
    (!after || isAfter(placeOf(entry, 'booked'), after)) &&
    (!newerThan || isAfter(newerThan, placeOf(entry, 'booked')))
  const found: Entry[] = []
  for (let month = monthOf(to); month >= monthOf(from); month -= 1) {
    found.push(...entries.month(query.accountId, month).filter(isWanted))
    if (found.length >= wanted) break
  }
  return found.slice(0, wanted)
}

/** The transaction of the id, if it can be seen now. */
export function findById(
  entries: EntryPages,
  { accountId, transactionId }: { readonly accountId: string; readonly transactionId: string },
  window: Window,
): BankTransaction | undefined {
  const entry = findEntry(entries, { accountId, id: transactionId }, window)
  if (!entry) return undefined
  const status = entry.bookedFromMs <= window.nowMs ? 'booked' : 'pending'
  return toTransaction(entry, status, window.currency)
}

function findEntry(
  entries: EntryPages,
  { accountId, id }: { readonly accountId: string; readonly id: string },
  window: Window,
): Entry | undefined {
  const pending = listPending(entries, accountId, window).find((entry) => entry.id === id)
  if (pending) return pending
  for (let month = monthOf(window.today); month >= monthOf(window.earliestDate); month -= 1) {
    const found = entries.month(accountId, month).find((entry) => entry.id === id)
    if (found)
      return found.bookedFromMs <= window.nowMs && found.bookingDate >= window.earliestDate
        ? found
        : undefined
  }
  return undefined
}

/** Where a transaction stands among the booked; one still pending stands where it was first seen. */
function placeOfId(entries: EntryPages, query: TransactionQuery, window: Window) {
  const wanted = { accountId: query.accountId, id: query.newerThan ?? '' }
  const entry = findEntry(entries, wanted, window)
  if (!entry) throw new DomainError('entry-reference-unknown')
  return placeOf(entry, entry.bookedFromMs <= window.nowMs ? 'booked' : 'pending')
}

/** What is pending is booked this month or the next. */
function findPending(entries: EntryPages, { query, window, after, wanted }: Search): Entry[] {
  const { dateFrom = '', dateTo = '9999-12-31' } = query
  return listPending(entries, query.accountId, window)
    .filter((entry) => entry.valueDate >= dateFrom && entry.valueDate <= dateTo)
    .filter((entry) => !after || isAfter(placeOf(entry, 'pending'), after))
    .sort((left, right) => (isAfter(placeOf(left, 'pending'), placeOf(right, 'pending')) ? 1 : -1))
    .slice(0, wanted)
}

/** Seen, but not booked at the instant. */
export function listPending(
  entries: EntryPages,
  accountId: string,
  { nowMs, today }: Pick<Window, 'nowMs' | 'today'>,
): Entry[] {
  const month = monthOf(today)
  return [month, month + 1]
    .flatMap((of) => entries.month(accountId, of))
    .concat(entries.unbooked?.(accountId) ?? [])
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
  const side = isOut ? 'creditor' : 'debtor'
  const party = {
    ...(name === '' ? {} : { [`${side}Name`]: name }),
    ...(iban === undefined ? {} : { [`${side}Iban`]: iban }),
  }
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
