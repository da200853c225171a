/** GET /contact-form: the fields the bank wants to have filled in, in both languages. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { ContactField } from '#src/domain/catalogue/contact-form.ts'
import { lengthMaxOf } from '#src/domain/support/contact-answers.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'

export function getContactForm({ contactDesk }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'getContactForm',
    async handle() {
      const { intro, fields } = contactDesk.form
      return { status: 200, body: { intro, fields: fields.map(toField) } }
    },
  }
}

function toField(field: ContactField) {
  const { id, label, type, isObligatory, hint, choices } = field
  return {
    id,
    label,
    type,
    isObligatory,
    maxLength: lengthMaxOf(field),
    ...(hint === undefined ? {} : { hint }),
    ...(choices === undefined ? {} : { choices }),
  }
}
