/** The personal numbers that test customers may have. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hasLuhnDigit, isTestPersonalNumber } from './personal-number.ts'

test('the check digit is Luhn', () => {
  assert.equal(hasLuhnDigit('4992739871' + '6'), true)
  assert.equal(hasLuhnDigit('4992739871' + '7'), false)
  assert.equal(hasLuhnDigit(''), false)
})

test('a number of the test series with a real date and the right digit is one', () => {
  assert.equal(isTestPersonalNumber('198504129846'), hasLuhnDigit('8504129846'))
  const right = Array.from({ length: 10 }, (_, digit) => `19850412984${digit}`)
  assert.equal(right.filter(isTestPersonalNumber).length, 1)
})

test('a number that a person could have is refused', () => {
  for (let digit = 0; digit <= 9; digit += 1) {
    assert.equal(isTestPersonalNumber(`19850412123${digit}`), false)
    assert.equal(isTestPersonalNumber(`19850412979${digit}`), false)
  }
})

test('a date that does not exist is refused', () => {
  for (let digit = 0; digit <= 9; digit += 1) {
    assert.equal(isTestPersonalNumber(`19850230984${digit}`), false)
    assert.equal(isTestPersonalNumber(`19851312984${digit}`), false)
  }
})
