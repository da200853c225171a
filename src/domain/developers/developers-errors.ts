/** What callers of this room can do wrong, by code. Each edge translates all of them. */
import { DomainError } from '#src/kit/domain-error.ts'

export type DeveloperErrorCode =
  /** Not an address a mail can be sent to. */
  | 'email-invalid'
  /** Facts: `min`, in characters. */
  | 'password-too-short'
  /** Facts: `max`, in characters. */
  | 'password-too-long'
  /** On the list of common passwords, or a common word or two with digits and signs around them. */
  | 'password-common'
  /** The address, or the name of the bank or the product, with little else. */
  | 'password-personal'
  /** Repetition, a row of keys, or too few different characters. */
  | 'password-pattern'
  /** Unknown, used, expired or replaced: one answer, because the remedy is one. */
  | 'link-invalid'
  /** Unknown address, account not activated or deleted, wrong password: one answer, so that it tells nothing. */
  | 'sign-in-failed'
  | 'not-signed-in'
  | 'current-password-wrong'
  /** Facts: `retryAfterSeconds`. */
  | 'too-many-requests'
  /** All workers that hash passwords are taken. Facts: `retryAfterSeconds`. */
  | 'busy'

/** An error of this room; the type keeps codes inside the union. */
export function refuse(
  code: DeveloperErrorCode,
  facts: Readonly<Record<string, number>> = {},
): DomainError<DeveloperErrorCode> {
  return new DomainError(code, facts)
}
