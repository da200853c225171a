/** Time as an argument: the only door to the machine's clock. It knows no World; a World's clock is derived from it. */

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number

/** Tells the time. Everything that depends on time takes one of these. */
export interface Clock {
  now(): EpochMs
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Date.now() }

export const secondMs = 1_000
export const minuteMs = 60 * secondMs
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

/** The calendar date (YYYY-MM-DD) of an instant in the bank's time zone. */
export function dateInZone(at: EpochMs, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString()
}

/** The first instant after a calendar date (YYYY-MM-DD) in the bank's time zone. */
export function endOfDate(date: string, timeZone: string): EpochMs {
  return Temporal.PlainDate.from(date)
    .add({ days: 1 })
    .toZonedDateTime({ timeZone, plainTime: '00:00' }).epochMilliseconds
}

/** The first instant of the calendar date on which `at` lies, in the bank's time zone. */
export function startOfDate(at: EpochMs, timeZone: string): EpochMs {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).startOfDay()
    .epochMilliseconds
}
