/** Reads parameters of a call; what is malformed is refused with its name. */
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

export function parseStatuses(query: URLSearchParams): ('booked' | 'pending')[] {
  const value = query.get('bookingStatus')
  if (value === 'both') return ['pending', 'booked']
  if (value === 'booked' || value === 'pending') return [value]
  const path = 'bookingStatus'
  if (value === 'information') {
    const text = 'Standing orders are not offered; use booked, pending or both.'
    throw new TppError('PARAMETER_NOT_SUPPORTED', { path, text })
  }
  throw new TppError('FORMAT_ERROR', { path, text: 'Send booked, pending or both.' })
}

export function refuseUnsupported(query: URLSearchParams) {
  for (const path of ['entryReferenceFrom', 'deltaList'])
    if (query.has(path)) throw new TppError('PARAMETER_NOT_SUPPORTED', { path })
}
