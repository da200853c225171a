/** Guarantees of the kept pages. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Entry } from './entries.ts'
import { monthOf } from './entries.ts'
import { createPageCache } from './page-cache.ts'
import type { EntryPages } from './transaction-pages.ts'

const entry = (id: string, facts: Partial<Entry>): Entry => ({
  id,
  amountMinor: 100n,
  valueDate: '2026-11-20',
  bookingDate: '2026-11-20',
  shownFromMs: 100,
  bookedFromMs: 200,
  name: '',
  remittance: '',
  code: 'PMNT-RCDT-DMCT',
  ...facts,
})

const bookOf = (...all: Entry[]): EntryPages => ({
  month: (_accountId, month) => all.filter(({ bookingDate }) => monthOf(bookingDate) === month),
})

const query = { accountId: 'acc_a', status: 'booked', limit: 10 } as const
const windowAt = (nowMs: number) => ({
  nowMs,
  today: '2026-11-21',
  earliestDate: '2026-01-01',
  currency: 'SEK',
})

test('a page is the very same list while nothing is booked, and another from that instant on', () => {
  const read = createPageCache()
  const book = bookOf(entry('tx_new', { bookedFromMs: 500 }), entry('tx_old', {}))
  const first = read(book, query, windowAt(300))
  assert.equal(read(book, query, windowAt(499)), first)
  const second = read(book, query, windowAt(500))
  assert.deepEqual(
    second.transactions.map(({ id }) => id),
    ['tx_new', 'tx_old'],
  )
})

test('a clock set back does not see what lies ahead of it', () => {
  const read = createPageCache()
  const book = bookOf(entry('tx_new', { bookedFromMs: 500 }))
  read(book, query, windowAt(600))
  assert.deepEqual(read(book, query, windowAt(400)).transactions, [])
})

test('another account, another period and another day have pages of their own', () => {
  const read = createPageCache()
  const book = bookOf(entry('tx_old', {}))
  const first = read(book, query, windowAt(300))
  assert.notEqual(read(book, { ...query, accountId: 'acc_b' }, windowAt(300)), first)
  assert.notEqual(read(book, { ...query, dateFrom: '2026-11-21' }, windowAt(300)), first)
  assert.notEqual(read(book, query, { ...windowAt(300), today: '2026-11-22' }), first)
})
