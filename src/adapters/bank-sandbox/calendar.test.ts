/** Bank days against the calendar as published. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLocalTime, isBankDay, toBankDay, toDate, toDayNumber } from './calendar.ts'

test('Swedish holidays of 2026 and 2027 are no bank days', () => {
  const closed = [
    '2026-01-01',
    '2026-01-06',
    '2026-04-03',
    '2026-04-06',
    '2026-05-01',
    '2026-05-14',
    '2026-06-19',
    '2026-12-24',
    '2026-12-25',
    '2026-12-31',
    '2027-03-26',
    '2027-03-29',
    '2027-05-06',
    '2027-06-25',
  ]
  for (const date of closed) assert.equal(isBankDay(toDayNumber(date)), false, date)
})

test('ordinary weekdays are bank days and weekends are not', () => {
  assert.equal(isBankDay(toDayNumber('2026-11-20')), true)
  assert.equal(isBankDay(toDayNumber('2026-11-21')), false)
  assert.equal(isBankDay(toDayNumber('2026-11-22')), false)
})

test('a day when the bank is closed moves to the nearest open one in the wanted direction', () => {
  const christmas = toDayNumber('2026-12-25')
  assert.equal(toDate(toBankDay(christmas, 'before')), '2026-12-23')
  assert.equal(toDate(toBankDay(christmas, 'after')), '2026-12-28')
})

test('local time follows summer time', () => {
  const localTime = createLocalTime('Europe/Stockholm')
  const noonOf = (date: string) => new Date(localTime(toDayNumber(date), 720)).toISOString()
  assert.equal(noonOf('2026-03-28'), '2026-03-28T11:00:00.000Z')
  assert.equal(noonOf('2026-03-29'), '2026-03-29T10:00:00.000Z')
  assert.equal(noonOf('2026-10-25'), '2026-10-25T11:00:00.000Z')
})
