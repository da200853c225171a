/** Days as numbers, Swedish bank days and the instants of a bank's local time. It knows no account. */
import { dayMs, minuteMs } from '#src/kit/clock.ts'

/** Days since 1970-01-01. */
export type DayNumber = number

export function toDayNumber(date: string): DayNumber {
  return Date.parse(`${date}T00:00:00Z`) / dayMs
}

export function toDate(day: DayNumber): string {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}

/** The day number of a day in a month; a day that the month lacks is its last one. Months may run over the year. */
export function dayInMonth(year: number, month: number, day: number): DayNumber {
  const first = Date.UTC(year, month - 1, 1) / dayMs
  const next = Date.UTC(year, month, 1) / dayMs
  return Math.min(first + day - 1, next - 1)
}

/** 0 is Sunday. */
function weekdayOf(day: DayNumber): number {
  return (((day + 4) % 7) + 7) % 7
}

/** Easter Sunday. @see Meeus, Astronomical Algorithms, chapter 8 */
function easterOf(year: number): DayNumber {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d =
    (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7
  const f = Math.floor((a + 11 * d + 22 * e) / 451)
  const month = Math.floor((d + e - 7 * f + 114) / 31)
  return dayInMonth(year, month, ((d + e - 7 * f + 114) % 31) + 1)
}

/** Days besides Saturdays and Sundays on which Swedish banks book nothing. */
function holidaysOf(year: number): ReadonlySet<DayNumber> {
  const easter = easterOf(year)
  const fixed = [
    [1, 1],
    [1, 6],
    [5, 1],
    [6, 6],
    [12, 24],
    [12, 25],
    [12, 26],
    [12, 31],
  ] as const
  const june19 = dayInMonth(year, 6, 19)
  const midsummerEve = june19 + ((5 - weekdayOf(june19) + 7) % 7)
  return new Set([
    ...fixed.map(([month, day]) => dayInMonth(year, month, day)),
    easter - 2,
    easter + 1,
    easter + 39,
    midsummerEve,
  ])
}

const holidays = new Map<number, ReadonlySet<DayNumber>>()
const yearsKeptMax = 50

export function isBankDay(day: DayNumber): boolean {
  const weekday = weekdayOf(day)
  if (weekday === 0 || weekday === 6) return false
  const year = new Date(day * dayMs).getUTCFullYear()
  let found = holidays.get(year)
  if (!found) {
    if (holidays.size >= yearsKeptMax) holidays.clear()
    found = holidaysOf(year)
    holidays.set(year, found)
  }
  return !found.has(day)
}

/** The day itself when the bank is open, else the nearest open day in that direction. */
export function toBankDay(day: DayNumber, direction: 'before' | 'after'): DayNumber {
  const step = direction === 'before' ? -1 : 1
  let found = day
  while (!isBankDay(found)) found += step
  return found
}

/** Makes day and minute of local time into an instant; right for times after the hour in which clocks change. */
export function createLocalTime(timeZone: string) {
  const noonMinutes = 720
  const offsets = new Map<DayNumber, number>()
  const offsetsMax = 2_000
  return (day: DayNumber, minute: number): number => {
    let offsetMs = offsets.get(day)
    if (offsetMs === undefined) {
      const noon = Temporal.Instant.fromEpochMilliseconds(day * dayMs + noonMinutes * minuteMs)
      offsetMs = noon.toZonedDateTimeISO(timeZone).offsetNanoseconds / 1_000_000
      if (offsets.size >= offsetsMax) offsets.clear()
      offsets.set(day, offsetMs)
    }
    return day * dayMs + minute * minuteMs - offsetMs
  }
}
export type LocalTime = ReturnType<typeof createLocalTime>
