import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ContactForm } from '#src/domain/catalogue/contact-form.ts'
import { parseContactAnswers, senderOf } from './contact-answers.ts'
import { ContactFormError } from './support-errors.ts'

const both = (text: string) => ({ en: text, sv: text })
const form: ContactForm = {
  intro: both('Write to us'),
  fields: [
    { id: 'email', label: both('E-mail'), type: 'email', isObligatory: true },
    { id: 'company', label: both('Company'), type: 'text', isObligatory: false, maxLength: 10 },
    {
      id: 'topic',
      label: both('Topic'),
      type: 'choice',
      isObligatory: true,
      choices: [{ id: 'api', label: both('An API') }],
    },
    { id: 'message', label: both('Message'), type: 'longtext', isObligatory: true },
  ],
}
const good = { email: 'Astrid@Example.com', topic: 'api', message: 'Hello\r\nthere' }

function faultsOf(typed: Record<string, string>) {
  try {
    parseContactAnswers(form, typed)
    return []
  } catch (error) {
    assert.ok(error instanceof ContactFormError)
    return error.faults.map(({ field, kind }) => `${field} ${kind}`)
  }
}

test('what is filled in rightly is kept: the address normalised, empty fields left out', () => {
  const answers = parseContactAnswers(form, { ...good, company: '  ' })
  assert.deepEqual(answers, { email: 'astrid@example.com', topic: 'api', message: 'Hello\nthere' })
  assert.equal(senderOf(form, answers), 'astrid@example.com')
})

test('every fault is named at once', () => {
  assert.deepEqual(faultsOf({ topic: 'weather', company: 'x'.repeat(11), loan: '1' }), [
    'loan field-unknown',
    'email field-missing',
    'company field-too-long',
    'topic choice-unknown',
    'message field-missing',
  ])
})

test('an address with a line break is refused and not repaired', () => {
  for (const email of [
    'a@example.com\r\nBcc: b@example.com',
    'a@example.com\nx',
    'a\r@example.com',
    'a@exam\r\nple.com',
    'a@example.com, b@example.com',
    '"a b"@example.com',
    'a@example.com\u0000',
  ])
    assert.deepEqual(faultsOf({ ...good, email }), ['email email-invalid'], JSON.stringify(email))
})

test('control characters elsewhere are taken out: a line stays one line', () => {
  const typed = { ...good, company: 'A\r\nB\u001b', message: 'a\u0000b\u001b[31m\n\tc\ud800' }
  const { company, message } = parseContactAnswers(form, typed)
  assert.equal(company, 'A B')
  assert.equal(message, 'ab[31m\n\tc\ufffd')
})

test('lengths are counted in characters, not in halves of them', () => {
  assert.deepEqual(faultsOf({ ...good, company: '🐇'.repeat(10) }), [])
  assert.deepEqual(faultsOf({ ...good, message: 'å'.repeat(5_001) }), ['message field-too-long'])
})
