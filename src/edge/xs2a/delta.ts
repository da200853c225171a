/** Reports that hold only what is new: after a named transaction, or after the consent's last such report. */
import type { BankProfile } from '#src/domain/catalogue/bank-profile.ts'
import type { ReadingCall } from './endpoint.ts'
import { TppError } from './tpp-messages.ts'

const both = ['entryReferenceFrom', 'deltaList'] as const

/** The transaction after which the report begins; none when the report is whole or the consent's first `deltaList`. */
export async function parseDelta(
  { query, services, given, accountId }: ReadingCall,
  { delta }: BankProfile['accounts'],
): Promise<{ readonly newerThan?: string }> {
  const [sent] = both.filter((one) => query.has(one))
  if (sent === undefined) return {}
  if (delta === 'not-offered') throw new TppError('PARAMETER_NOT_SUPPORTED', { path: sent })
  const isDelta = wantsDeltaList(query)
  const reference = query.get('entryReferenceFrom')
  if (reference !== null && isDelta)
    throw new TppError('PARAMETER_NOT_CONSISTENT', {
      path: 'deltaList',
      text: 'Send entryReferenceFrom or deltaList, not both.',
    })
  if (reference === '')
    throw new TppError('FORMAT_ERROR', { path: sent, text: 'Name a transaction.' })
  const newerThan =
    reference ?? (isDelta ? await services.reportMarks.find(given.consentId, accountId) : undefined)
  return newerThan === undefined ? {} : { newerThan }
}

function wantsDeltaList(query: URLSearchParams): boolean {
  const value = query.get('deltaList')
  if (value !== null && value !== 'true' && value !== 'false')
    throw new TppError('FORMAT_ERROR', { path: 'deltaList', text: 'Write true or false.' })
  return value === 'true'
}

/** Keeps where the consent's next `deltaList` begins. A report up to an earlier day moves nothing. */
export async function rememberReport(
  { given, accountId, query, services }: ReadingCall,
  transactions: readonly { readonly id: string; readonly status: string }[],
): Promise<void> {
  if (query.get('deltaList') !== 'true' || query.has('page') || query.has('dateTo')) return
  const newest = transactions.find(({ status }) => status === 'booked')
  if (newest) await services.reportMarks.put(given.consentId, accountId, newest.id)
}
