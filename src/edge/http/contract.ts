/** Reads an OpenAPI 3.1 document into what the binder needs. It knows no interface and answers no call. */
import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'

export type JsonSchema = Readonly<Record<string, unknown>>

export interface ContractParameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required?: boolean
  readonly schema: JsonSchema
}

export interface ContractResponse {
  readonly content?: Readonly<Record<string, { readonly schema?: JsonSchema }>>
}

export interface ContractOperation {
  readonly operationId: string
  readonly method: string
  /** Path below the document's server, with `{parameters}`. */
  readonly path: string
  readonly parameters: readonly ContractParameter[]
  readonly body?: {
    readonly required: boolean
    readonly schema: JsonSchema
    /** The kinds of body that are read. */
    readonly mediaTypes: readonly string[]
  }
  readonly responses: Readonly<Record<string, ContractResponse>>
  /** Names of the security schemes of which one must hold; empty when nobody needs to sign in. */
  readonly security: readonly string[]
  /** True when who is not signed in may call too (an empty requirement, OpenAPI 3.1 §4.8.10). */
  readonly isSignInOptional: boolean
}

export interface Contract {
  /** The whole document as published. */
  readonly document: OpenApiDocument
  readonly basePath: string
  readonly operations: readonly ContractOperation[]
}

export interface OpenApiDocument {
  readonly servers?: readonly { readonly url: string }[]
  readonly security?: readonly Readonly<Record<string, unknown>>[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly components?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

interface RawOperation {
  readonly operationId: string
  readonly parameters?: readonly (ContractParameter | { readonly $ref: string })[]
  readonly requestBody?: {
    readonly required?: boolean
    readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>>
  }
  readonly responses: Readonly<Record<string, ContractResponse | { readonly $ref: string }>>
  readonly security?: readonly Readonly<Record<string, unknown>>[]
}

const methods = ['get', 'put', 'post', 'delete', 'patch'] as const

/** Loads a contract of ours; documents of others go through the catalogue, which trusts nothing. */
export async function loadContract(file: string): Promise<Contract> {
  return readContract(parse(await readFile(file, 'utf8')) as OpenApiDocument)
}

export function readContract(document: OpenApiDocument): Contract {
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    methods
      .filter((method) => method in item)
      .map((method) => readOperation(document, { path, method, item })),
  )
  return { document, basePath: document.servers?.[0]?.url ?? '', operations }
}

function readOperation(
  document: OpenApiDocument,
  place: { path: string; method: string; item: Readonly<Record<string, unknown>> },
): ContractOperation {
  const { path, method, item } = place
  // Our own documents are held to OpenAPI 3.1 by a test.
  const raw = item[method] as RawOperation
  const shared = (item['parameters'] ?? []) as NonNullable<RawOperation['parameters']>
  const body = raw.requestBody
  const content = body?.content ?? {}
  const schema = content['application/json']?.schema
  const mediaTypes = Object.keys(content)
  const security = raw.security ?? document.security ?? []
  return {
    operationId: raw.operationId,
    method: method.toUpperCase(),
    path,
    parameters: [...shared, ...(raw.parameters ?? [])].map((parameter) =>
      resolve(document, parameter),
    ),
    ...(body && schema ? { body: { required: body.required === true, schema, mediaTypes } } : {}),
    responses: Object.fromEntries(
      Object.entries(raw.responses).map(([status, response]) => [
        status,
        resolve(document, response),
      ]),
    ),
    security: security.flatMap((scheme) => Object.keys(scheme)),
    isSignInOptional: security.some((scheme) => Object.keys(scheme).length === 0),
  }
}

function resolve<Node extends object>(
  document: OpenApiDocument,
  node: Node | { readonly $ref: string },
): Node {
  if (!('$ref' in node) || typeof node.$ref !== 'string') return node as Node
  const [, , kind = '', name = ''] = node.$ref.split('/')
  const found = document.components?.[kind]?.[name]
  if (!found) throw new Error(`the contract refers to ${node.$ref}, which it does not hold`)
  return found as Node
}
