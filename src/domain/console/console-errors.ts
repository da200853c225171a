/** Errors of this room that a caller can cause. */
import { DomainError } from '#src/kit/domain-error.ts'

export type ConsoleErrorCode =
  | 'console-operation-unknown'
  | 'console-parameter-refused'
  | 'console-header-refused'
  | 'console-body-too-large'
  | 'console-customer-unknown'
  | 'console-redirect-uri-missing'
  /** The consent was not given, or the token not issued; the facts say what the authorization server said. */
  | 'console-not-authorised'
  /** The interface did not answer in time, or broke off. */
  | 'console-no-answer'
  | 'console-limit-reached'

/** An error with its facts; `pointer` names the field of the call that is meant. */
export function refuse(
  code: ConsoleErrorCode,
  facts: Readonly<Record<string, string | number>> = {},
): DomainError {
  return new DomainError(code, facts)
}
