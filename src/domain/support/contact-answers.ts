/** Reads what was typed into the contact form against the form of the pack. It stores nothing and knows no page. */
import type { ContactField, ContactForm } from '#src/domain/catalogue/contact-form.ts'
import { normaliseEmail } from '#src/domain/developers/email.ts'
import { ContactFormError } from './support-errors.ts'
import type { ContactFault } from './support-errors.ts'

/** Values by field id, checked and cleaned; fields left empty are missing. */
export type ContactAnswers = Readonly<Record<string, string>>

const lineLengthMax = 200
const textLengthMax = 5_000

/** How many characters a field takes. */
export function lengthMaxOf(field: ContactField): number {
  return field.maxLength ?? (field.type === 'longtext' ? textLengthMax : lineLengthMax)
}

/** Throws a ContactFormError that names every fault. */
export function parseContactAnswers(
  form: ContactForm,
  typed: Readonly<Record<string, string>>,
): ContactAnswers {
  const known = new Set(form.fields.map(({ id }) => id))
  const faults: ContactFault[] = Object.keys(typed)
    .filter((id) => !known.has(id))
    .map((field) => ({ field, kind: 'field-unknown' }))
  const answers: Record<string, string> = {}
  for (const field of form.fields) {
    const text = clean(field, typed[field.id] ?? '')
    const fault = findFault(field, text)
    if (fault) faults.push(fault)
    else if (text !== '') answers[field.id] = toValue(field, text)
  }
  if (faults.length > 0) throw new ContactFormError(faults)
  return answers
}

/** The sender's address among the answers; the form has exactly one field for it. */
export function senderOf(form: ContactForm, answers: ContactAnswers): string | undefined {
  const field = form.fields.find(({ type }) => type === 'email')
  return field && answers[field.id]
}

/**
 * Control characters mean nothing in a message and something to terminals, logs and headers, so they go. Not in an
 * address: one that holds a line break is refused, because whoever wrote it meant more than an address.
 */
function clean(field: ContactField, typed: string): string {
  const text = typed.toWellFormed()
  if (field.type === 'email') return text.trim()
  if (field.type !== 'longtext') return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
  const lines = text.replaceAll(/\r\n?|[\u2028\u2029]/gu, '\n')
  return lines.replaceAll(/(?![\n\t])\p{Cc}/gu, '').trim()
}

function findFault(field: ContactField, text: string): ContactFault | undefined {
  const { id, type, isObligatory, choices = [] } = field
  if (text === '') return isObligatory ? { field: id, kind: 'field-missing' } : undefined
  const lengthMax = lengthMaxOf(field)
  if (Array.from(text).length > lengthMax) return { field: id, kind: 'field-too-long', lengthMax }
  if (type === 'email' && normaliseEmail(text) === undefined)
    return { field: id, kind: 'email-invalid' }
  if (type === 'choice' && !choices.some((choice) => choice.id === text))
    return { field: id, kind: 'choice-unknown' }
  return undefined
}

function toValue(field: ContactField, text: string): string {
  return field.type === 'email' ? (normaliseEmail(text) ?? text) : text
}
