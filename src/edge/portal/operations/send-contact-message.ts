/** POST /contact-messages: a message to the bank, taken once it is stored and queued as a mail. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import { FieldProblemsError } from '#src/edge/http/field-problems.ts'
import type { FieldProblem } from '#src/edge/http/problem.ts'
import type { ContactForm } from '#src/domain/catalogue/contact-form.ts'
import { ContactFormError } from '#src/domain/support/support-errors.ts'
import type { ContactFault, ContactFaultKind } from '#src/domain/support/support-errors.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'

type Say = (label: string, fault: ContactFault) => string

const details: Readonly<Record<ContactFaultKind, Say>> = {
  'field-missing': (label) => `${label} is an obligatory field.`,
  'field-too-long': (label, { lengthMax }) => `${label}: write at most ${lengthMax} characters.`,
  'field-unknown': (label) => `The contact form has no field ${label}. Read GET /contact-form.`,
  'email-invalid': (label) => `${label}: write an address like name@example.com.`,
  'choice-unknown': (label) => `${label}: choose one of the choices in GET /contact-form.`,
}

export function sendContactMessage({ contactDesk }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'sendContactMessage',
    async handle({ identity, body, source }) {
      // The contract has been checked by the binder.
      const input = body as { fields: Record<string, string>; language?: 'en' | 'sv' }
      const { developerId } = identity
      const language = input.language ?? 'en'
      const sender = developerId === '' ? { source } : { source, developerId }
      try {
        const reference = await contactDesk.send({ ...sender, fields: input.fields, language })
        return { status: 202, body: { reference } }
      } catch (error) {
        if (!(error instanceof ContactFormError)) throw error
        const errors = error.faults.map((fault) => toFieldProblem(contactDesk.form, fault))
        throw new FieldProblemsError(error.code, errors, { cause: error })
      }
    },
  }
}

/** @see RFC 6901 §3: "~" and "/" have escapes of their own in a pointer */
function toFieldProblem(form: ContactForm, fault: ContactFault): FieldProblem {
  const { field: id, kind: code } = fault
  const label = form.fields.find((field) => field.id === id)?.label.en ?? `"${id}"`
  const pointer = `/fields/${id.replaceAll('~', '~0').replaceAll('/', '~1')}`
  return { pointer, code, detail: details[code](label, fault) }
}
