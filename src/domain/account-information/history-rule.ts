/** How far back a TPP may read: long ago only soon after the customer has authenticated. @see RTS 2018/389 art. 10a(1) */
import type { BankProfile } from '#src/domain/catalogue/bank-profile.ts'
import { dateInZone, minuteMs } from '#src/kit/clock.ts'
import type { EpochMs } from '#src/kit/clock.ts'
import { DomainError } from '#src/kit/domain-error.ts'

export interface HistoryCase {
  readonly rules: Pick<BankProfile['consents'], 'historyDaysWithoutSca' | 'freshScaMinutes'>
  readonly authenticatedAt: EpochMs
  readonly nowMs: EpochMs
  readonly timeZone: string
}

/** The first date that may be read now; undefined right after an authentication, when nothing is barred. */
export function firstReadableDate(given: HistoryCase): string | undefined {
  const { rules, authenticatedAt, nowMs, timeZone } = given
  const age = nowMs - authenticatedAt
  if (age >= 0 && age <= rules.freshScaMinutes * minuteMs) return undefined
  return Temporal.PlainDate.from(dateInZone(nowMs, timeZone))
    .subtract({ days: rules.historyDaysWithoutSca })
    .toString()
}

/** Throws `history-needs-sca` for a date before the first one that may be read now. */
export function assertReadable(date: string | undefined, given: HistoryCase): void {
  const first = firstReadableDate(given)
  if (date === undefined || first === undefined || date >= first) return
  const { historyDaysWithoutSca, freshScaMinutes } = given.rules
  throw new DomainError('history-needs-sca', { first, historyDaysWithoutSca, freshScaMinutes })
}
