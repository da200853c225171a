/** Reads parameters of a call; what is malformed is refused with its name. */
import { bookingStatuses } from '#src/domain/catalogue/bank-profile.ts'
import type { BankProfile } from '#src/domain/catalogue/bank-profile.ts'
import { TppError } from './tpp-messages.ts'

export function parseWithBalance(query: URLSearchParams) {
  const value = query.get('withBalance')
  if (value !== null && value !== 'true' && value !== 'false')
    throw new TppError('FORMAT_ERROR', { path: 'withBalance', text: 'Write true or false.' })
}

export function parseDate(query: URLSearchParams, path: string): string | undefined {
  const value = query.get(path)
  if (value === null) return undefined
  const at = /^\d{4}-\d{2}-\d{2}$/u.test(value) ? new Date(`${value}T00:00:00Z`) : undefined
  const isDate = at && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value)
  if (!isDate)
    throw new TppError('FORMAT_ERROR', { path, text: 'Write a calendar date as YYYY-MM-DD.' })
  return value
}

/** The lists that a report is asked for. */
export interface WantedLists {
  readonly statuses: readonly ('booked' | 'pending')[]
  readonly hasInformation: boolean
}

const lists: Readonly<Record<(typeof bookingStatuses)[number], WantedLists>> = {
  booked: { statuses: ['booked'], hasInformation: false },
  pending: { statuses: ['pending'], hasInformation: false },
  both: { statuses: ['pending', 'booked'], hasInformation: false },
  information: { statuses: [], hasInformation: true },
  all: { statuses: ['pending', 'booked'], hasInformation: true },
}

/** What the bank's profile offers of the framework's five; upper case is as good as lower. */
export function parseLists(query: URLSearchParams, offered: BankProfile['accounts']): WantedLists {
  const path = 'bookingStatus'
  const value = query.get(path)?.toLowerCase()
  const known = bookingStatuses.find((one) => one === value)
  if (!known) {
    const text = 'Send booked, pending, both, information or all.'
    throw new TppError('FORMAT_ERROR', { path, text })
  }
  const isOffered = known !== 'information' || offered.hasStandingOrders
  if (!offered.bookingStatuses.includes(known) || !isOffered) {
    const text = `This bank offers ${offered.bookingStatuses.join(', ')}.`
    throw new TppError('PARAMETER_NOT_SUPPORTED', { path, text })
  }
  const { statuses, hasInformation } = lists[known]
  return { statuses, hasInformation: hasInformation && offered.hasStandingOrders }
}

/** Card reports know no standing orders. @see psd2-api 1.3.11, getCardAccountTransactionList */
export function parseCardLists(query: URLSearchParams, offered: BankProfile['accounts']) {
  const { statuses, hasInformation } = parseLists(query, offered)
  if (!hasInformation) return statuses
  const text = 'Card accounts have booked, pending and both.'
  throw new TppError('PARAMETER_NOT_SUPPORTED', { path: 'bookingStatus', text })
}

export function parsePeriod(query: URLSearchParams) {
  const dateFrom = parseDate(query, 'dateFrom')
  const dateTo = parseDate(query, 'dateTo')
  if (dateFrom && dateTo && dateTo < dateFrom)
    throw new TppError('PERIOD_INVALID', { path: 'dateTo' })
  return { ...(dateFrom && { dateFrom }), ...(dateTo && { dateTo }) }
}

/** The position out of `_links.next`. */
export function parsePage(query: URLSearchParams) {
  const sent = query.get('page')
  return sent === null ? {} : { after: Buffer.from(sent, 'base64url').toString() }
}
