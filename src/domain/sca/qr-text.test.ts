/** The animated QR code against the example that BankID publishes. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { qrText } from './qr-text.ts'

const seed = {
  qrStartToken: '67df3917-fa0d-44e5-b327-edcc928297f8',
  qrSecret: 'd28db9a7-4cde-429e-a983-359be676944c',
}

test('the text is that of the published example', () => {
  assert.equal(
    qrText(seed, 0),
    'bankid.67df3917-fa0d-44e5-b327-edcc928297f8.0.dc69358e712458a66a7525beef148ae8526b1c71610eff2c16cdffb4cdac9bf8',
  )
})

test('the text changes every second, not within one, and does not tell the secret', () => {
  assert.notEqual(qrText(seed, 1), qrText(seed, 2))
  assert.equal(qrText(seed, 1.9), qrText(seed, 1))
  assert.equal(qrText(seed, -3), qrText(seed, 0))
  assert.ok(!qrText(seed, 1).includes(seed.qrSecret))
})
