import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toDecimal, toMinor } from './money.ts'

test('a decimal string becomes minor units of its currency and back', () => {
  for (const [decimal, currency, amountMinor] of [
    ['0', 'SEK', 0n],
    ['12.3', 'SEK', 1230n],
    ['-0.05', 'EUR', -5n],
    ['-120.50', 'SEK', -12_050n],
    ['9999999999999.99', 'SEK', 999_999_999_999_999n],
    ['-700', 'JPY', -700n],
  ] as const) {
    assert.equal(toMinor(decimal, currency), amountMinor)
    assert.equal(toMinor(toDecimal({ amountMinor, currency }), currency), amountMinor)
  }
})
