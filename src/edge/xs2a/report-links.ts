/** Links that lead on in a report: to its next page, and to all of it at once. Both mean nothing outside of themselves. */
import type { TransactionReading } from '#src/domain/account-information/account-information.ts'
import { TppError } from './tpp-messages.ts'

/** The next page begins where the report begins, whatever day it is by then. */
export function nextLink(
  path: string,
  page: {
    readonly query: URLSearchParams
    readonly position: string | undefined
    readonly dateFrom: string
    readonly newerThan: string | undefined
  },
) {
  if (page.position === undefined) return {}
  const query = new URLSearchParams(page.query)
  if (!query.has('dateFrom')) query.set('dateFrom', page.dateFrom)
  // The mark of `deltaList` has moved on by then.
  query.delete('deltaList')
  if (page.newerThan !== undefined) query.set('entryReferenceFrom', page.newerThan)
  query.set('page', Buffer.from(page.position).toString('base64url'))
  return { next: { href: `${path}?${query.toString()}` } }
}

type Whole = Omit<TransactionReading, 'after' | 'accountId' | 'kind'>

/** What is downloaded, without the account: that one is in the path. */
export function toDownloadId({ statuses, dateFrom, dateTo, newerThan }: Whole): string {
  const facts = [statuses.join('+'), dateFrom ?? '', dateTo ?? '', newerThan ?? '']
  return Buffer.from(facts.join('~')).toString('base64url')
}

const date = String.raw`(|\d{4}-\d\d-\d\d)`
const pattern = new RegExp(
  `^(booked|pending|pending\\+booked)~${date}~${date}~([\\w-]{0,60})$`,
  'u',
)

export function parseDownloadId(id: string): Whole {
  const match = pattern.exec(Buffer.from(id, 'base64url').toString())
  if (!match) throw new TppError('RESOURCE_UNKNOWN', { status: 403 })
  const [, statuses = '', dateFrom, dateTo, newerThan] = match
  return {
    statuses: (['pending', 'booked'] as const).filter((one) => statuses.split('+').includes(one)),
    ...(dateFrom && { dateFrom }),
    ...(dateTo && { dateTo }),
    ...(newerThan && { newerThan }),
  }
}
