/** What is wrong with an OpenAPI document, place by place; repairs nothing. */
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import type { ApiDocument } from './api-document.ts'
import { mapDocument } from './document-shapes.ts'
import { isObject, type JsonObject, listOf, lookUp, objectOf, textOf } from './json.ts'
import { findOperationProblems } from './operation-problems.ts'

export interface DocumentProblem {
  /** JSON pointer into the document. */
  readonly place: string
  readonly reason: string
}

export const findProblems = {
  inStructure: findStructureProblems,
  inReferences: findReferenceProblems,
  inSchemas: findSchemaProblems,
  inOperations: (document: ApiDocument): DocumentProblem[] => findOperationProblems(document),
}

const problemsMax = 20

/** Against the schema the OpenAPI Initiative publishes for the version. */
function findStructureProblems(value: JsonObject): DocumentProblem[] {
  if (value['swagger'] !== undefined)
    return [{ place: '#/swagger', reason: 'is Swagger 2.0; OpenAPI 3.0 or 3.1 is expected' }]
  const version = /^3\.[01]\.\d+$/u.exec(textOf(value['openapi']))?.[0]
  if (version === undefined)
    return [{ place: '#/openapi', reason: 'names no version 3.0.x or 3.1.x of OpenAPI' }]
  const validate = validatorOf(version.slice(0, 3))
  if (validate(value)) return []
  const errors = validate.errors ?? []
  return nearestErrors(errors)
}

const validators = new Validator({ allErrors: false }) as unknown as {
  // A method of the class its types leave out; `validate` is asynchronous only because it may read files.
  getAjvValidator: (version: string) => ValidateFunction
}

function validatorOf(version: string): ValidateFunction {
  return validators.getAjvValidator(version)
}

/** Where alternatives are tried every one complains; the deepest complaint is the one that is meant. */
function nearestErrors(errors: readonly ErrorObject[]): DocumentProblem[] {
  const depth = (error: ErrorObject) => error.instancePath.split('/').length
  const deepest = Math.max(...errors.map(depth))
  const found = new Map<string, DocumentProblem>()
  for (const error of errors.filter((each) => depth(each) === deepest)) {
    const problem = { place: `#${error.instancePath}`, reason: reasonOf(error) }
    found.set(`${problem.place} ${problem.reason}`, problem)
  }
  return [...found.values()].slice(0, problemsMax)
}

function reasonOf(error: ErrorObject): string {
  const facts = objectOf(error.params)
  const name = textOf(facts['additionalProperty']) || textOf(facts['unevaluatedProperty'])
  if (name !== '') return `has the unknown member "${name}"`
  const allowed = listOf(facts['allowedValues'])
  if (allowed.length > 0) return `must be one of ${allowed.map(String).join(', ')}`
  return error.message ?? error.keyword
}

/** Every `$ref` leads to something in the same document. */
function findReferenceProblems(openapi: JsonObject): DocumentProblem[] {
  const problems: DocumentProblem[] = []
  mapDocument(openapi, (node, { place }) => {
    const ref = node['$ref']
    if (typeof ref === 'string') {
      const reason = judgeReference(openapi, ref)
      if (reason !== undefined) problems.push({ place: `${place}/$ref`, reason })
    }
    return node
  })
  return problems.slice(0, problemsMax)
}

function judgeReference(openapi: JsonObject, ref: string): string | undefined {
  if (!ref.startsWith('#'))
    return `leads out of the document to "${ref}"; only "#/…" is followed, so bundle it first`
  if (lookUp(openapi, ref) === undefined) return `leads to "${ref}", which is not in the document`
  return leadsNowhere(openapi, ref) ? `leads in a circle back to "${ref}"` : undefined
}

/** A chain of bare references that ends in itself is no schema. */
function leadsNowhere(openapi: JsonObject, start: string): boolean {
  const seen = new Set<string>()
  let ref: unknown = start
  while (typeof ref === 'string') {
    if (seen.has(ref)) return true
    seen.add(ref)
    const target = lookUp(openapi, ref)
    ref = isObject(target) ? target['$ref'] : undefined
  }
  return false
}

/** Schemas of OpenAPI 3.1 are JSON Schema, which the schema of OpenAPI itself does not look into. */
function findSchemaProblems(openapi: JsonObject): DocumentProblem[] {
  const problems: DocumentProblem[] = []
  mapDocument(openapi, (node, { shape, place, isNested }) => {
    if (shape !== 'schema') return node
    const pattern = node['pattern']
    if (typeof pattern === 'string' && !isPattern(pattern))
      problems.push({ place: `${place}/pattern`, reason: 'is no regular expression' })
    if (!isNested && !jsonSchema.validateSchema(node)) {
      for (const problem of nearestErrors(jsonSchema.errors ?? []))
        problems.push({ ...problem, place: `${place}${problem.place.slice(1)}` })
    }
    return node
  })
  return problems.slice(0, problemsMax)
}

const jsonSchema = new Ajv2020({ strict: false, validateFormats: false })

/** Many documents hold escapes the `u` flag does not allow; they work without it. */
function isPattern(pattern: string): boolean {
  return ['u', ''].some((flags) => isPatternWith(pattern, flags))
}

function isPatternWith(pattern: string, flags: string): boolean {
  try {
    return new RegExp(pattern, flags) instanceof RegExp
  } catch {
    return false
  }
}
