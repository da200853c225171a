/** A place in a body as a JSON Pointer (RFC 6901), for data that its schema refuses. */
import type { FieldProblem } from './problem.ts'

export function toFieldProblem(fault: {
  readonly path: readonly PropertyKey[]
  readonly reason: string
}): FieldProblem {
  const steps = fault.path.map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1'))
  return {
    pointer: steps.map((step) => `/${step}`).join(''),
    code: 'invalid',
    detail: fault.reason,
  }
}
