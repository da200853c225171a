/** What is made of a document to be read by people and by tools. It is long work, so whoever serves has it done elsewhere. */
import { stringify } from 'yaml'
import type { ApiDocument } from './api-document.ts'
import type { OperationHead, ReferenceOperation } from './api-reference.ts'
import { buildReference } from './build-reference.ts'
import { toOpenApi30, toSwagger20 } from './convert.ts'
import type { JsonObject } from './json.ts'
import { withServer } from './with-server.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** A reference as JSON in UTF-8: the whole, and each operation with the heads of its neighbours. */
export interface MadeReference {
  readonly whole: Bytes
  readonly operations: ReadonlyMap<string, Bytes>
}

const conversions = {
  openapi: (openapi: JsonObject) => openapi,
  'openapi-3.0': toOpenApi30,
  'swagger-2.0': toSwagger20,
} as const

const notations = {
  json: (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`,
  yaml: (value: unknown) => stringify(value, { aliasDuplicateObjects: false, lineWidth: 120 }),
} as const

export type Conversion = keyof typeof conversions
export type Notation = keyof typeof notations

/** Which file of a document; `url` is that of the server it names. */
export interface FileWish {
  readonly conversion: Conversion
  readonly notation: Notation
  readonly url: string
}

/** Both throw `overloaded` when too many wait. */
export interface DocumentMaker {
  makeReference(document: ApiDocument, basePath: string): Promise<MadeReference>
  makeFile(document: ApiDocument, wish: FileWish): Promise<Bytes>
}

export function makeReference(document: ApiDocument, basePath: string): MadeReference {
  const reference = buildReference(document, { basePath })
  const { operations } = reference
  const texts = operations.map((operation, index) => {
    const [before, after] = [operations[index - 1], operations[index + 1]]
    const bytes = toBytes({
      operation,
      ...(before ? { before: toHead(before) } : {}),
      ...(after ? { after: toHead(after) } : {}),
    })
    return [operation.operationId, bytes] as const
  })
  return { whole: toBytes(reference), operations: new Map(texts) }
}

function toBytes(value: unknown): Bytes {
  return new TextEncoder().encode(JSON.stringify(value))
}

/** Of an operation, what a link to it needs. */
function toHead(operation: ReferenceOperation): OperationHead {
  const { operationId, method, path, summary, tag, isDeprecated } = operation
  return { operationId, method, path, summary, tag, isDeprecated }
}

export function makeFile(document: ApiDocument, wish: FileWish): Bytes {
  const { conversion, notation, url } = wish
  const value = conversions[conversion](withServer(document.openapi, url))
  return new TextEncoder().encode(notations[notation](value))
}
