/** Keeps pages of transactions until the next entry is shown or booked, so that an unchanged page is the very same object. */
import type { TransactionPage, TransactionQuery } from '#src/connector/bank-connector.ts'
import { monthOf } from './entries.ts'
import { buildPage } from './transaction-pages.ts'
import type { EntryPages, Window } from './transaction-pages.ts'

/** Transactions in kept pages, about 400 bytes each. */
const transactionsMax = 40_000

interface KeptPage {
  readonly page: TransactionPage
  readonly fromMs: number
  readonly untilMs: number
}

export type ReadPage = (
  entries: EntryPages,
  query: TransactionQuery,
  window: Window,
) => TransactionPage

export function createPageCache(): ReadPage {
  /** A book is replaced as a whole, and its pages go with it. */
  let books = new WeakMap<EntryPages, Map<string, KeptPage>>()
  let weight = 0
  return (entries, query, window) => {
    const pages = books.get(entries) ?? new Map<string, KeptPage>()
    const key = keyOf(query, window)
    const kept = pages.get(key)
    const { nowMs } = window
    if (kept && kept.fromMs <= nowMs && nowMs < kept.untilMs) return kept.page
    const page = buildPage(entries, query, window)
    weight += page.transactions.length + 1
    if (weight > transactionsMax) {
      books = new WeakMap()
      weight = page.transactions.length + 1
      pages.clear()
    }
    const untilMs = nextChange(entries, query.accountId, window)
    books.set(entries, pages.set(key, { page, fromMs: nowMs, untilMs }))
    return page
  }
}

function keyOf(query: TransactionQuery, { today, earliestDate }: Window): string {
  const { accountId, status, limit, dateFrom, dateTo, after, newerThan } = query
  return [accountId, status, limit, dateFrom, dateTo, after, newerThan, today, earliestDate].join(
    '|',
  )
}

/** The next instant at which something of the account is shown or booked; all of it is in this month, the next, or unbooked. */
function nextChange(entries: EntryPages, accountId: string, { nowMs, today }: Window): number {
  const month = monthOf(today)
  let next = Number.POSITIVE_INFINITY
  const ahead = [
    ...entries.month(accountId, month),
    ...entries.month(accountId, month + 1),
    ...(entries.unbooked?.(accountId) ?? []),
  ]
  for (const { shownFromMs, bookedFromMs } of ahead)
    for (const at of [shownFromMs, bookedFromMs]) if (at > nowMs && at < next) next = at
  return next
}
