/** Entries that a closed bank moves over the border of a month. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { activityFileSchema } from '#src/domain/catalogue/activity.ts'
import { createLocalTime } from './calendar.ts'
import { listBookedEntries, monthOf } from './entries.ts'

const accountId = 'acc_00000000000000000001'
const localTime = createLocalTime('Europe/Stockholm')

function bookedIn(month: string, pattern: object): string[] {
  const activity = activityFileSchema.parse({
    groups: {},
    counterparties: { payer: { name: 'Betalaren' } },
    accounts: {
      [accountId]: {
        startBalance: 0,
        settlement: { every: 'month', counterparty: 'payer', surplusText: 'in', deficitText: 'ut' },
        patterns: [{ id: 'one', amount: [10, 20], counterparty: 'payer', ...pattern }],
      },
    },
  })
  const source = { activity, localTime }
  return listBookedEntries(source, accountId, monthOf(month)).map((entry) => entry.bookingDate)
}

test('a salary due on a holiday that begins a month is booked once, in the month before', () => {
  const salary = { way: 'salary', when: { day: 1, shift: 'before' } }
  assert.deepEqual(bookedIn('2026-12-01', salary), ['2026-12-01', '2026-12-30'])
  assert.deepEqual(bookedIn('2027-01-01', salary), [])
})

test('a bill due on a holiday that ends a month is booked once, in the month after', () => {
  const bill = { way: 'bankgiro-out', when: { day: 31 } }
  assert.deepEqual(bookedIn('2026-12-01', bill), [])
  assert.deepEqual(bookedIn('2027-01-01', bill), ['2027-01-04'])
})

test('amounts stay between least and most, and money that leaves is negative', () => {
  const activity = activityFileSchema.parse({
    groups: { shops: [{ name: 'Boden' }] },
    counterparties: { payer: { name: 'Betalaren' } },
    accounts: {
      [accountId]: {
        startBalance: 0,
        settlement: { every: 'month', counterparty: 'payer', surplusText: 'in', deficitText: 'ut' },
        patterns: [
          { id: 'buy', way: 'card', when: { perDay: [3, 9] }, amount: [10, 20], among: 'shops' },
        ],
      },
    },
  })
  const entries = listBookedEntries({ activity, localTime }, accountId, monthOf('2026-10-01'))
  assert.ok(entries.length > 60)
  for (const { amountMinor } of entries) assert.ok(amountMinor <= -1_000n && amountMinor >= -2_000n)
})
