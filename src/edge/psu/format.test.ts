/** Guarantees of dates, amounts and counts as customers read them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatCount, formatDate, formatMoney, minutesUntil } from './format.ts'

const spaced = (text: string) => text.replaceAll(/\s/gu, ' ')

test('a date is told in words and in the time zone of the bank', () => {
  const lateEvening = Date.UTC(2027, 4, 18, 22, 30)
  assert.equal(formatDate(lateEvening, 'sv'), '19 maj 2027')
  assert.equal(formatDate(lateEvening, 'en'), '19 May 2027')
})

test('an amount is exact beyond the range of a float and has the decimals of its currency', () => {
  const amountMinor = 9_007_199_254_740_993_01n
  assert.equal(
    spaced(formatMoney({ amountMinor, currency: 'SEK' }, 'sv')),
    '9 007 199 254 740 993,01 kr',
  )
  assert.equal(spaced(formatMoney({ amountMinor: 5n, currency: 'JPY' }, 'en')), 'JP¥5')
})

test('a negative amount has a real minus sign in both languages', () => {
  const money = { amountMinor: -41250n, currency: 'EUR' }
  assert.equal(spaced(formatMoney(money, 'sv')), '−412,50 €')
  assert.equal(spaced(formatMoney(money, 'en')), '−€412.50')
})

test('small counts are words and larger ones figures', () => {
  assert.equal(formatCount(4, 'sv'), 'fyra')
  assert.equal(formatCount(13, 'en'), '13')
})

test('the time left is told in started minutes and is never negative', () => {
  assert.equal(minutesUntil(120_001, 0), 3)
  assert.equal(minutesUntil(0, 5), 0)
})
