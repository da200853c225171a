/** A refusal that names several fields at once, each with its own code. The room found them; the door says where in its body they are. */
import { DomainError } from '#src/kit/domain-error.ts'
import type { FieldProblem } from './problem.ts'

/** Thrown by an operation; the binder answers with the row of `code` and these fields under `errors`. */
export class FieldProblemsError extends DomainError {
  readonly errors: readonly FieldProblem[]

  constructor(code: string, errors: readonly FieldProblem[], options?: ErrorOptions) {
    super(code)
    this.name = 'FieldProblemsError'
    this.errors = errors
    if (options?.cause !== undefined) this.cause = options.cause
  }
}
