import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commonPasswords } from './common-passwords.ts'
import { normaliseEmail, parseEmail } from './email.ts'
import { parsePassword } from './passwords.ts'

const email = 'astrid.lind@example.com'

test('a password needs 15 characters, counted as people see them, and may have 128', () => {
  assert.throws(() => parsePassword('fourteen-chars', email), {
    code: 'password-too-short',
    facts: { min: 15 },
  })
  assert.throws(() => parsePassword('🦊🐢🐝🌲🍄🌊🔥', email), { code: 'password-too-short' })
  assert.ok(parsePassword('blå kaniner hoppar', email))
  const long = Array.from({ length: 128 }, (_, index) => String.fromCodePoint(0x4e00 + index))
  assert.ok(parsePassword(long.join(''), email))
  assert.throws(() => parsePassword(`${long.join('')}x`, email), {
    code: 'password-too-long',
    facts: { max: 128 },
  })
})

test('the same password typed with combining marks is the same password', () => {
  const composed = 'hästar äter gröt om kvällen'
  assert.equal(parsePassword(composed.normalize('NFD'), email), composed.normalize('NFC'))
})

test('no kind of character is demanded', () => {
  assert.ok(parsePassword('onlylowerletterswithoutanydigit', email))
  assert.ok(parsePassword('830271946205813', email))
  assert.ok(parsePassword('               seven spaces before', email))
})

test('what everybody guesses first is refused, whatever its case and signs', () => {
  const guessable = [
    'MayTheForceBeWithYou',
    'Jag älskar dig 1234',
    'aaaaaaaaaaaaaaaaaaaa',
    'abcabcabcabcabcabca',
    '123456789012345',
    '987654321098765',
    'qwertyuiopasdfgh',
    'abcdefghijklmnopq',
    'Password12345678!',
    'astrid.lind@example.com',
    'astrid.lind12345',
    'Astrid.LindAstrid.Lind',
    'example.com-2026',
  ]
  for (const password of guessable) {
    assert.throws(() => parsePassword(password, email), { code: 'password-common' }, password)
  }
})

test('every entry of the list is long enough to matter and written as it is compared', () => {
  for (const password of commonPasswords) assert.equal(password, password.toLowerCase())
  const usable = [...commonPasswords].filter((password) => password.length >= 15)
  assert.ok(usable.length > 200, String(usable.length))
})

test('addresses are compared in one form', () => {
  assert.equal(parseEmail('  Astrid.Lind@Example.COM '), email)
  assert.equal(parseEmail('a+b@räksmörgås.example'), 'a+b@xn--rksmrgs-5wao1o.example')
})

test('an address that could become a header, two addresses or nothing at all is refused', () => {
  const refused = [
    '',
    'astrid',
    '@example.com',
    'astrid@',
    'astrid@example',
    'astrid@@example.com',
    'a b@example.com',
    '"a b"@example.com',
    'a@example.com,b@example.com',
    'Astrid <a@example.com>',
    'a@example.com\r\nBcc: b@example.com',
    'a\r\n@example.com',
    'a@exam\nple.com',
    'a@example.com\u0000',
    'a@[127.0.0.1]',
    'a@127.0.0.1',
    '.a@example.com',
    'a..b@example.com',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.example.com`,
  ]
  for (const text of refused) assert.equal(normaliseEmail(text), undefined, text)
  assert.throws(() => parseEmail('astrid'), { code: 'email-invalid' })
})
