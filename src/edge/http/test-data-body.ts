/** How the two operations that take test data read their body: JSON or YAML, judged off the serving thread. It stores nothing. */
import type { TestDataReader } from '#src/domain/catalogue/read-test-data.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import type { Operation } from './bind-contract.ts'
import { toFieldProblem } from './field-problem.ts'
import type { FieldProblem } from './problem.ts'
import { RequestInvalidError } from './request-invalid-error.ts'

const bytesMax = 1024 * 1024
const more: FieldProblem = { pointer: '', code: 'cut', detail: 'There are more faults than these.' }

/** The call's body is then the data as JSON text. Without a reader there is no sandbox, and the operation says so. */
export function testDataBody(
  read: TestDataReader | undefined,
): Pick<Operation<unknown>, 'bodyBytesMax' | 'readBody'> {
  return {
    bodyBytesMax: bytesMax,
    async readBody(bytes, type) {
      if (!read) return ''
      const notation = type === 'application/yaml' ? 'yaml' : 'json'
      const found = await read({ bytes, notation })
      if (found.outcome === 'read') return found.json
      if (found.outcome === 'malformed') throw new DomainError('body-malformed')
      const errors = found.faults.map(toFieldProblem)
      throw new RequestInvalidError(found.isCut ? [...errors, more] : errors)
    },
  }
}
