/** Thrown by an operation whose body fits the contract's outline and not its rules: answered as `request-invalid`. */
import type { FieldProblem } from './problem.ts'

export class RequestInvalidError extends Error {
  readonly problems: readonly FieldProblem[]

  constructor(problems: readonly FieldProblem[]) {
    super('request-invalid')
    this.name = 'RequestInvalidError'
    this.problems = problems
  }
}
