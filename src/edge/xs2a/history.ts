/** Holds a report against the rule for older history and says from where on it is answered. */
import { assertReadable, firstReadableDate } from '#src/domain/account-information/history-rule.ts'
import type { AccountKind } from '#src/domain/account-information/account-information.ts'
import type { HistoryCase } from '#src/domain/account-information/history-rule.ts'
import type { BankProfile } from '#src/domain/catalogue/bank-profile.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import type { ReadingCall } from './endpoint.ts'

export function historyCase(
  { given, nowMs, services }: ReadingCall,
  rules: BankProfile['consents'],
): HistoryCase {
  return { rules, authenticatedAt: given.authenticatedAt, nowMs, timeZone: services.timeZone }
}

/** The first day of the report. Without one asked for it is the first that may be read. */
export async function boundHistory(
  call: ReadingCall,
  rules: BankProfile['consents'],
  asked: {
    readonly accountId: string
    readonly kind?: AccountKind
    readonly dateFrom?: string
    readonly newerThan?: string
  },
): Promise<{ readonly dateFrom?: string }> {
  const history = historyCase(call, rules)
  const { dateFrom = firstReadableDate(history) } = asked
  assertReadable(dateFrom, history)
  await assertReferenceReadable(call, asked, history)
  return dateFrom === undefined ? {} : { dateFrom }
}

/** What lies between an old transaction and the first readable day would be missing without a word. */
async function assertReferenceReadable(
  { accounts, reading }: ReadingCall,
  asked: Parameters<typeof boundHistory>[2],
  history: HistoryCase,
) {
  const { accountId, kind, newerThan: transactionId } = asked
  if (transactionId === undefined || firstReadableDate(history) === undefined) return
  const wanted = { accountId, transactionId, ...(kind && { kind }) }
  const found = await accounts.readTransaction(reading, wanted).catch(toReferenceUnknown)
  assertReadable(found.transaction.bookingDate, history)
}

function toReferenceUnknown(error: unknown): never {
  const isUnknown = error instanceof DomainError && error.code === 'transaction-unknown'
  throw isUnknown ? new DomainError('entry-reference-unknown') : error
}

/** Nothing is cut without saying so: the header names the first date that this caller can have now. */
export function announceEarliest(
  call: ReadingCall,
  earliestOfBank: string,
  { dateFrom = earliestOfBank }: { readonly dateFrom?: string },
): string {
  const isOwn = call.query.has('dateFrom')
  const earliest = isOwn || dateFrom < earliestOfBank ? earliestOfBank : dateFrom
  call.announce('aspsp-earliest-date', earliest)
  return earliest
}
