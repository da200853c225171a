/** Compiles a contract's schemas. Requests are always checked; answers where the composition asks for it (tests do). */
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import formatsPlugin from 'ajv-formats'
import type { Contract, ContractOperation, ContractParameter, JsonSchema } from './contract.ts'
import { cutFaults } from './problem.ts'
import type { FieldProblem } from './problem.ts'

export interface OperationValidators {
  /** Checks path and query; numbers are read from text in place. */
  parameters(values: Record<string, unknown>): readonly FieldProblem[]
  /** Checks headers by their names in lower case, as Node gives them; the pointer names the header as the contract does. */
  headers(values: Readonly<Record<string, unknown>>): readonly FieldProblem[]
  body(value: unknown): readonly FieldProblem[]
  /** What is wrong with an answer of ours; undefined when nothing is. */
  answer(status: number, contentType: string, body: unknown): string | undefined
}

const documentId = 'contract'

/** Makes the validators of every operation of a contract. */
export function createValidators(contract: Contract) {
  const document = { $id: documentId, ...contract.document }
  const strict = addFormats(new Ajv2020({ strict: false, allErrors: true }))
  const coercing = addFormats(
    new Ajv2020({ strict: false, allErrors: true, coerceTypes: true, useDefaults: true }),
  )
  strict.addSchema(document)
  coercing.addSchema(document)
  const compile = (ajv: Ajv2020, schema: JsonSchema) => ajv.compile(absolute(schema) as JsonSchema)
  return (operation: ContractOperation): OperationValidators => {
    const parameters = compile(coercing, parameterSchema(operation.parameters))
    const headers = compile(strict, headerSchema(operation.parameters))
    const headerNames = new Map(
      operation.parameters.map(({ name }) => [`/${name.toLowerCase()}`, `/${name}`]),
    )
    const body = operation.body && compile(strict, operation.body.schema)
    const answers = prepareAnswers(operation, (schema) => compile(strict, schema))
    return {
      parameters: (values) => problemsOf(parameters, values),
      headers: (values) =>
        problemsOf(headers, values).map((problem) => ({
          ...problem,
          pointer: headerNames.get(problem.pointer) ?? problem.pointer,
        })),
      body: (value) => (body ? problemsOf(body, value) : []),
      answer: (status, contentType, value) => judge(answers, { status, contentType, value }),
    }
  }
}

function addFormats(ajv: Ajv2020): Ajv2020 {
  // The plugin is CommonJS: under Node its function is the module's default member.
  const plugin = formatsPlugin as unknown as (instance: Ajv2020) => Ajv2020
  return plugin(ajv)
}

/** `#/components/…` means the document, wherever the schema is compiled. */
function absolute(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(absolute)
  if (typeof node !== 'object' || node === null) return node
  const entries = Object.entries(node).map(([key, value]) =>
    key === '$ref' && typeof value === 'string' && value.startsWith('#')
      ? [key, `${documentId}${value}`]
      : [key, absolute(value)],
  )
  return Object.fromEntries(entries)
}

function parameterSchema(parameters: readonly ContractParameter[]): JsonSchema {
  const own = parameters.filter((parameter) => parameter.in !== 'header')
  return {
    type: 'object',
    properties: Object.fromEntries(own.map(({ name, schema }) => [name, schema])),
    required: own.filter((parameter) => parameter.required).map((parameter) => parameter.name),
  }
}

function headerSchema(parameters: readonly ContractParameter[]): JsonSchema {
  const own = parameters.filter((parameter) => parameter.in === 'header')
  return {
    type: 'object',
    properties: Object.fromEntries(own.map(({ name, schema }) => [name.toLowerCase(), schema])),
    required: own.filter(({ required }) => required).map(({ name }) => name.toLowerCase()),
  }
}

function problemsOf(validate: ValidateFunction, value: unknown): readonly FieldProblem[] {
  if (validate(value)) return []
  return cutFaults(validate.errors ?? [], toFieldProblem)
}

function toFieldProblem(error: ErrorObject): FieldProblem {
  const missing = error.keyword === 'required' ? String(error.params['missingProperty']) : undefined
  const extra =
    error.keyword === 'additionalProperties'
      ? String(error.params['additionalProperty'])
      : undefined
  const field = missing ?? extra
  const pointer = field === undefined ? error.instancePath : `${error.instancePath}/${field}`
  if (missing !== undefined) return { pointer, code: 'required', detail: 'This field is needed.' }
  if (extra !== undefined) return { pointer, code: 'unknown', detail: 'There is no such field.' }
  return { pointer, code: error.keyword, detail: `It ${error.message ?? 'does not fit'}.` }
}

type Answers = ReadonlyMap<string, ReadonlyMap<string, (() => ValidateFunction) | undefined>>

/** Each is compiled when it is first needed: together they are most of a start, and a server that checks no answers needs none. */
function prepareAnswers(
  operation: ContractOperation,
  compile: (schema: JsonSchema) => ValidateFunction,
): Answers {
  return new Map(
    Object.entries(operation.responses).map(([status, response]) => [
      status,
      new Map(
        Object.entries(response.content ?? {}).map(([type, { schema }]) => [
          type,
          schema && once(() => compile(schema)),
        ]),
      ),
    ]),
  )
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined
  return () => (made ??= { value: make() }).value
}

function judge(
  answers: Answers,
  answer: { status: number; contentType: string; value: unknown },
): string | undefined {
  const declared = answers.get(String(answer.status))
  if (!declared) return `status ${answer.status} is not declared`
  if (declared.size === 0) return answer.value === undefined ? undefined : 'a body is not declared'
  const [type = ''] = answer.contentType.split(';')
  if (!declared.has(type)) return `content type ${type} is not declared for ${answer.status}`
  const validate = declared.get(type)?.()
  if (!validate || validate(answer.value)) return undefined
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`).join('; ')
}
