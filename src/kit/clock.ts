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
  const known = lastDays.get(timeZone)
  if (known && at >= known.from && at < known.until) return known.date
  const start = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).startOfDay()
  const date = start.toPlainDate().toString()
  const until = start.add({ days: 1 }).startOfDay().epochMilliseconds
  if (lastDays.size >= zonesMax) lastDays.clear()
  lastDays.set(timeZone, { from: start.epochMilliseconds, until, date })
  return date
}

/** The day last asked for in each zone: most calls ask for today, and the calendar of a zone costs more than a read. */
const lastDays = new Map<string, { from: EpochMs; until: EpochMs; date: string }>()
const zonesMax = 20

/** The first instant after a calendar date (YYYY-MM-DD) in the bank's time zone. */
export function endOfDate(date: string, timeZone: string): EpochMs {
  return Temporal.PlainDate.from(date)
    .add({ days: 1 })
    .toZonedDateTime({ timeZone, plainTime: '00:00' }).epochMilliseconds
}
