/** What callers of this room can do wrong, by code. Each edge translates all of them; the room knows no status. */
import { DomainError } from '#src/kit/domain-error.ts'

export type SupportErrorCode =
  /** Fields of the contact form are missing or wrong; each is named. */
  | 'contact-message-invalid'
  /** The message could not be stored, so nothing was sent. */
  | 'contact-unavailable'

/** What is wrong with a field of the contact form. */
export type ContactFaultKind =
  | 'field-missing'
  | 'field-too-long'
  | 'field-unknown'
  | 'email-invalid'
  | 'choice-unknown'

export interface ContactFault {
  /** Id of the field as the caller named it. */
  readonly field: string
  readonly kind: ContactFaultKind
  /** The length that is allowed, for `field-too-long`. */
  readonly lengthMax?: number
}

/** The form was filled in wrongly; every fault is named at once, so that one look mends them all. */
export class ContactFormError extends DomainError<'contact-message-invalid'> {
  readonly faults: readonly ContactFault[]

  constructor(faults: readonly ContactFault[]) {
    super('contact-message-invalid')
    this.name = 'ContactFormError'
    this.faults = faults
  }
}
