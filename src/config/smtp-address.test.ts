import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSmtpAddress } from './smtp-address.ts'

test('mails go to another machine over TLS alone, unless the address says otherwise', () => {
  const cases: [string, string, boolean][] = [
    ['smtp://mail.bank.example', 'smtp://mail.bank.example', true],
    ['smtp://a:b%40c@mail.bank.example:25', 'smtp://a:b%40c@mail.bank.example:25', true],
    ['smtps://mail.bank.example', 'smtps://mail.bank.example', true],
    ['smtp://mail.bank.example:25?tls=optional', 'smtp://mail.bank.example:25', false],
    ['smtp://127.0.0.1:2525', 'smtp://127.0.0.1:2525', false],
    ['smtp://localhost', 'smtp://localhost', false],
    ['smtp://mail.bank.example?tls=off', 'smtp://mail.bank.example', true],
  ]
  for (const [text, url, mustBeTls] of cases)
    assert.deepEqual(readSmtpAddress(text), { url, mustBeTls }, text)
})
