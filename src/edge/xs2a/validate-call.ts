/** Holds headers and body of a call against the contract; the first fault is the answer. It knows no rule of the bank. */
import type { IncomingHttpHeaders } from 'node:http'
import { readContract } from '#src/edge/http/contract.ts'
import type { OpenApiDocument } from '#src/edge/http/contract.ts'
import type { FieldProblem } from '#src/edge/http/problem.ts'
import { createValidators } from '#src/edge/http/validators.ts'
import { TppError } from './tpp-messages.ts'

export interface CallValidator {
  /** Throws `FORMAT_ERROR` with the path of what is wrong. */
  assertCall(
    operationId: string,
    call: { readonly headers: IncomingHttpHeaders; readonly body: unknown },
  ): void
  /** What is wrong with an answer of ours; undefined when nothing is. */
  judgeAnswer(
    operationId: string,
    answer: { readonly status: number; readonly type: string; readonly body: unknown },
  ): string | undefined
}

/** Compiles the contract once. */
export function createCallValidator(document: OpenApiDocument): CallValidator {
  const contract = readContract(document)
  const validatorsOf = createValidators(contract)
  const byId = new Map(
    contract.operations.map((operation) => [
      operation.operationId,
      { operation, validators: validatorsOf(operation) },
    ]),
  )
  return {
    assertCall(operationId, { headers, body }) {
      const found = byId.get(operationId)
      if (!found) return // every operation of the contract is in the map
      const [problem] = [
        ...found.validators.headers(headers),
        ...(found.operation.body ? bodyProblems(found, body) : []),
      ]
      if (problem) throw toTppError(problem)
    },
    judgeAnswer: (operationId, { status, type, body }) =>
      byId.get(operationId)?.validators.answer(status, type, body),
  }
}

function bodyProblems(
  {
    operation,
    validators,
  }: {
    operation: { readonly body?: { readonly required: boolean } }
    validators: { body(value: unknown): readonly FieldProblem[] }
  },
  body: unknown,
): readonly FieldProblem[] {
  if (body !== undefined) return validators.body(body)
  if (operation.body?.required !== true) return []
  return [{ pointer: '', code: 'required', detail: 'This operation needs a body.' }]
}

/** `/access/accounts/0/iban` is written `access.accounts[0].iban`, as the framework does. */
function toTppError({ pointer, detail }: FieldProblem): TppError {
  const path = pointer
    .slice(1)
    .split('/')
    .map((part, index) => (/^\d+$/u.test(part) ? `[${part}]` : `${index === 0 ? '' : '.'}${part}`))
    .join('')
  return new TppError('FORMAT_ERROR', { ...(path === '' ? {} : { path }), text: detail })
}
