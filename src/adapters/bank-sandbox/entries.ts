/** Turns an account's patterns into the entries that are booked in one month: a pure function of account id and month. */
import { patternsOf } from '#src/domain/catalogue/activity.ts'
import type { Activity, Counterparty, Pattern } from '#src/domain/catalogue/activity.ts'
import { dayInMonth, isBankDay, toBankDay, toDate } from './calendar.ts'
import type { DayNumber, LocalTime } from './calendar.ts'
import { createSeeded, stableId } from './seeded.ts'
import type { Seeded } from './seeded.ts'
import { fillText } from './remittance.ts'
import { wayRules } from './ways.ts'

/** One transaction for its whole life: seen as pending from `shownFromMs`, as booked from `bookedFromMs`. */
export interface Entry {
  readonly id: string
  readonly amountMinor: bigint
  readonly valueDate: string
  readonly bookingDate: string
  readonly shownFromMs: number
  readonly bookedFromMs: number
  readonly name: string
  readonly iban?: string
  readonly remittance: string
  readonly code: string
  readonly endToEndId?: string
  /** The own account on the other side. */
  readonly toAccount?: string
  /** The transfer that ends a period. */
  readonly isSettlement?: true
}

/** A calendar month as a count: year × 12 + month − 1. */
export type MonthNumber = number

/** What the generator works from. */
export interface EntrySource {
  readonly activity: Activity
  readonly localTime: LocalTime
}

/** Everything of the account that is booked in the month, in no order. A little of it belongs to the month before or after. */
export function listBookedEntries(
  source: EntrySource,
  accountId: string,
  month: MonthNumber,
): Entry[] {
  const account = source.activity.accounts[accountId]
  if (!account) return []
  const patterns = patternsOf(source.activity, account)
  const calendar = { accountId, ...monthDays(month) }
  const before = { accountId, ...monthDays(month - 1) }
  const after = { accountId, ...monthDays(month + 1) }
  return [
    ...patterns.filter(mayBookLater).flatMap((pattern) => listEntries(source, pattern, before)),
    ...patterns.flatMap((pattern) => listEntries(source, pattern, calendar)),
    ...patterns.filter(mayBookEarlier).flatMap((pattern) => listEntries(source, pattern, after)),
  ].filter(({ bookingDate: date }) => monthOf(date) === month)
}

/** The month that a date (YYYY-MM-DD) lies in. */
export function monthOf(date: string): MonthNumber {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1
}

/** Whether an entry that begins at the end of a month can be booked in the next one. */
function mayBookLater({ way, when }: Pattern): boolean {
  return wayRules[way].pendingDays !== undefined || ('day' in when && when.shift === 'after')
}

/** Whether a bank holiday at the beginning of a month can move an entry into the month before. */
function mayBookEarlier({ when }: Pattern): boolean {
  return 'day' in when && when.shift === 'before'
}

function monthDays(month: MonthNumber) {
  const year = Math.floor(month / 12)
  const number = (month % 12) + 1
  return {
    first: dayInMonth(year, number, 1),
    last: dayInMonth(year, number, 31),
    month: number,
  }
}

function listEntries(source: EntrySource, pattern: Pattern, of: MonthOf): Entry[] {
  const { accountId } = of
  return daysOf(pattern, of).flatMap((day) => {
    const seed = `${accountId}|${pattern.id}|${toDate(day)}`
    const seeded = createSeeded(seed)
    return Array.from({ length: countOn(pattern, seeded) }, (_, index) => {
      const id = stableId('tx', `${seed}|${index}`)
      return toEntry(source, { pattern, day, seeded, id, accountId })
    })
  })
}

interface MonthOf {
  readonly accountId: string
  readonly first: DayNumber
  readonly last: DayNumber
  readonly month: number
}

function daysOf(pattern: Pattern, of: MonthOf): DayNumber[] {
  const { when } = pattern
  if ('months' in when && when.months && !when.months.includes(of.month)) return []
  if ('day' in when) {
    const day = Math.min(of.first + when.day - 1, of.last)
    return [wayRules[pattern.way].onBankDays ? toBankDay(day, when.shift) : day]
  }
  const onBankDays = wayRules[pattern.way].onBankDays
  const days: DayNumber[] = []
  for (let day = of.first; day <= of.last; day += 1) {
    if (onBankDays && !isBankDay(day)) continue
    const seed = `${of.accountId}|${pattern.id}|when|${toDate(day)}`
    if ('perDay' in when || createSeeded(seed).chance(when.perWeek / (onBankDays ? 5 : 7)))
      days.push(day)
  }
  return days
}

function countOn(pattern: Pattern, seeded: Seeded): number {
  if (!('perDay' in pattern.when)) return 1
  const [least, most] = pattern.when.perDay
  return seeded.int(least, most)
}

interface Occurrence {
  readonly pattern: Pattern
  readonly day: DayNumber
  readonly seeded: Seeded
  readonly id: string
  readonly accountId: string
}

const bookingMinute = 300

function toEntry(source: EntrySource, at: Occurrence): Entry {
  const { pattern, day, seeded, id } = at
  const rule = wayRules[pattern.way]
  const counterparty = counterpartyOf(source, pattern, seeded)
  const shownFromMs = source.localTime(day, seeded.int(rule.minutes[0], rule.minutes[1]))
  const bookingDay = rule.pendingDays
    ? toBankDay(day + seeded.int(rule.pendingDays[0], rule.pendingDays[1]), 'after')
    : day
  const date = toDate(day)
  return {
    id,
    amountMinor: rule.sign * amountOf(pattern, seeded),
    valueDate: date,
    bookingDate: bookingDay === day ? date : toDate(bookingDay),
    shownFromMs,
    bookedFromMs: rule.pendingDays ? source.localTime(bookingDay, bookingMinute) : shownFromMs,
    name: counterparty.name,
    ...(counterparty.iban === undefined ? {} : { iban: counterparty.iban }),
    remittance: fillText(pattern.text ?? rule.text, { counterparty, date, seeded }),
    code: rule.code,
    ...(rule.hasEndToEndId ? { endToEndId: id.slice(3).toUpperCase() } : {}),
    ...(pattern.toAccount === undefined ? {} : { toAccount: pattern.toAccount }),
  }
}

function amountOf(pattern: Pattern, seeded: Seeded): bigint {
  const [least, most] = pattern.amount
  const steps = Math.floor(((most - least) * 100) / pattern.stepMinor)
  return BigInt(least * 100 + seeded.int(0, steps) * pattern.stepMinor)
}

function counterpartyOf(source: EntrySource, pattern: Pattern, seeded: Seeded): Counterparty {
  const group = pattern.among === undefined ? undefined : source.activity.groups[pattern.among]
  if (group) return seeded.pick(group)
  const known = source.activity.counterparties[pattern.counterparty ?? '']
  return known ?? { name: '' } // own transfers get the account's own holder and IBAN from the ledger
}
