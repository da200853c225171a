/** Reads an OpenAPI document: text in, a checked OpenAPI 3.1 model out, or every problem with its line. Reads no files. */
import { RefusedError } from '#src/kit/refused-error.ts'
import { type DocumentProblem, findProblems } from './document-problems.ts'
import { isObject, type JsonObject, lookUp, without } from './json.ts'
import { listOperations, nameOperations } from './operations.ts'
import { parseText } from './parse-text.ts'
import { upgrade } from './upgrade.ts'

export type HttpMethod = 'GET' | 'PUT' | 'POST' | 'DELETE' | 'OPTIONS' | 'HEAD' | 'PATCH' | 'TRACE'

export interface ApiDocument {
  /** OpenAPI 3.1, whatever the file was; `$ref`s are kept and lead somewhere inside of it. */
  readonly openapi: JsonObject
  readonly operations: readonly DocumentOperation[]
}

export interface DocumentOperation {
  readonly operationId: string
  readonly method: HttpMethod
  /** Below the server, with `{parameters}`. */
  readonly path: string
  readonly summary: string
  /** The first tag; empty when there is none. */
  readonly tag: string
  readonly raw: JsonObject
  readonly pathItemParameters: readonly JsonObject[]
}

const charactersMax = 4_000_000

export function readApiDocument(text: string, file: string): ApiDocument {
  if (text.length > charactersMax) {
    throw new ApiDocumentError(file, [
      { place: '#', reason: `is larger than ${charactersMax} characters` },
    ])
  }
  const parsed = parseText(text)
  if (parsed.outcome === 'unreadable') throw new ApiDocumentError(file, parsed.problems)
  const refuse = (problems: readonly DocumentProblem[]) => {
    if (problems.length === 0) return
    throw new ApiDocumentError(
      file,
      problems.map((problem) => ({ ...problem, line: parsed.lineOf(problem.place) })),
    )
  }
  refuse(findProblems.inStructure(parsed.value))
  const openapi = nameOperations(upgrade(parsed.value))
  refuse([...findProblems.inReferences(openapi), ...findProblems.inSchemas(openapi)])
  const document = { openapi, operations: listOperations(openapi) }
  refuse(findProblems.inOperations(document))
  return document
}

/** Follows `$ref`s until there is none; what stands beside a `$ref` goes before what it leads to. */
export function resolveRef(document: Pick<ApiDocument, 'openapi'>, node: unknown): JsonObject {
  let found = node
  for (let step = 0; step < refStepsMax; step++) {
    if (!isObject(found)) return {}
    if (typeof found['$ref'] !== 'string') return found
    const target = lookUp(document.openapi, found['$ref'])
    // One and the same object for one and the same reference, so that work on it can be remembered.
    const isBare = Object.keys(found).length === 1
    found = isObject(target) && !isBare ? { ...target, ...without(found, '$ref') } : target
  }
  return {}
}

const refStepsMax = 50

export class ApiDocumentError extends RefusedError {
  readonly problems: readonly {
    readonly file: string
    readonly line?: number
    readonly place: string
    readonly reason: string
  }[]

  constructor(
    file: string,
    problems: readonly (DocumentProblem & { readonly line?: number | undefined })[],
  ) {
    const lines = problems.map(
      ({ line, place, reason }) =>
        `${file}${line === undefined ? '' : `:${line}`} ${place}: ${reason}`,
    )
    super(`The API document cannot be used.\n${lines.join('\n')}`)
    this.name = 'ApiDocumentError'
    this.problems = problems.map(({ line, place, reason }) => ({
      file,
      ...(line === undefined ? {} : { line }),
      place,
      reason,
    }))
  }
}
