import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commonPasswords } from './common-passwords.ts'
import { commonStems } from './common-stems.ts'
import { normaliseEmail, parseEmail } from './email.ts'
import { parsePassword } from './passwords.ts'

const email = 'astrid.lind@example.com'
const context = { email, names: ['Norrsken Bank', 'Portico'] }

test('a password needs 15 characters, counted as people see them, and may have 128', () => {
  assert.throws(() => parsePassword('fourteen-chars', context), {
    code: 'password-too-short',
    facts: { min: 15 },
  })
  assert.throws(() => parsePassword('🦊🐢🐝🌲🍄🌊🔥', context), { code: 'password-too-short' })
  assert.ok(parsePassword('blå kaniner hoppar', context))
  const long = Array.from({ length: 128 }, (_, index) => String.fromCodePoint(0x4e00 + index))
  assert.ok(parsePassword(long.join(''), context))
  assert.throws(() => parsePassword(`${long.join('')}x`, context), {
    code: 'password-too-long',
    facts: { max: 128 },
  })
})

test('the same password typed with combining marks is the same password', () => {
  const composed = 'hästar äter gröt om kvällen'
  assert.equal(parsePassword(composed.normalize('NFD'), context), composed.normalize('NFC'))
})

test('no kind of character is demanded', () => {
  assert.ok(parsePassword('onlylowerletterswithoutanydigit', context))
  assert.ok(parsePassword('830271946205813', context))
  assert.ok(parsePassword('               seven spaces before', context))
})

const guessable = {
  'password-common': [
    'MayTheForceBeWithYou',
    'Jag älskar dig 1234',
    'Password12345678!',
    'football12345678',
    '2024-2024-Football',
    'F00tb@ll!!!!!!!1',
    'p@$$w0rd83027194',
    '$unshine83027194',
    'fooootball830271946',
    'football1football2football3',
    'FootballBaseball7',
    'Sommaren20262026',
    'prinsessa!!!!!!!!!',
    'L1verpool99999999',
    'Welcome Sweden 7',
  ],
  'password-personal': [
    'astrid.lind@example.com',
    'astrid.lind12345',
    'Astrid.LindAstrid.Lind',
    'example.com-2026',
    'astrid8302719462',
    'Norrsken83027194',
    'norrskenbank2026!!',
    'p0rtico!!83027194',
    'Norrsken-Password-1',
  ],
  'password-pattern': [
    'aaaaaaaaaaaaaaaaaaaa',
    'abcabcabcabcabcabca',
    '123456789012345',
    '987654321098765',
    'qwertyuiopasdfgh',
    'abcdefghijklmnopq',
  ],
}

for (const [code, passwords] of Object.entries(guessable))
  test(`what is guessed first is refused as ${code}`, () => {
    for (const password of passwords)
      assert.throws(() => parsePassword(password, context), { code }, password)
  })

test('words that do not belong together are taken, common ones among them too', () => {
  const fine = [
    'dragon monkey football kettle',
    'correct horse battery staple',
    'blå kaniner hoppar',
    'gröna rävar sover gott',
    'Vq8-zt2-Ktr9-mm31',
    'footballer in an igloo',
    'lindarna susar i natten',
    'my astrolabe is portable',
  ]
  for (const password of fine) assert.ok(parsePassword(password, context), password)
})

test('every stem is written as it is compared', () => {
  for (const stem of commonStems) assert.match(stem, /^\p{Ll}+$/u)
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
