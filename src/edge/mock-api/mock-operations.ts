/** The operations of one product version, found by path and compiled for checking. It answers nothing. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ValidateFunction } from 'ajv/dist/2020.js'
import formatsPlugin from 'ajv-formats'
import { resolveRef } from '#src/domain/api-documents/api-document.ts'
import type { ApiDocument, DocumentOperation } from '#src/domain/api-documents/api-document.ts'
import { isObject, listOf, objectOf, textOf } from '#src/domain/api-documents/json.ts'
import type { JsonObject } from '#src/domain/api-documents/json.ts'

export interface MockParameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly isRequired: boolean
  readonly isArray: boolean
  /** `explode: false`: the members of an array stand in one value, with commas between. */
  readonly isJoined: boolean
  readonly validate: ValidateFunction
}

export interface MockOperation {
  readonly operation: DocumentOperation
  readonly parameters: readonly MockParameter[]
  readonly body?: {
    readonly isRequired: boolean
    readonly types: readonly string[]
    readonly validate: ValidateFunction | undefined
  }
}

export interface FoundMock {
  readonly template: string
  readonly params: Readonly<Record<string, string>>
  readonly allow: readonly string[]
  readonly mock: MockOperation | undefined
}

export interface MockOperations {
  find(path: string, method: string): FoundMock | undefined
  /** Whether a value is as a schema of the document says. */
  fits(schema: unknown, value: unknown): boolean
}

const documentId = 'document'

export function createMockOperations(document: ApiDocument): MockOperations {
  const compile = createCompiler(document)
  const mocks = document.operations.map((operation) => toMock(document, operation, compile))
  const paths = [...new Set(document.operations.map(({ path }) => path))]
    // A path with fewer variables is the nearer one.
    .toSorted((one, other) => one.split('{').length - other.split('{').length)
    .map((template) => ({ template, ...toPattern(template) }))
  return {
    find(path, method) {
      for (const { template, pattern, names } of paths) {
        const match = pattern.exec(path)
        if (!match) continue
        const here = mocks.filter(({ operation }) => operation.path === template)
        const wanted = method === 'HEAD' ? 'GET' : method
        const params = Object.fromEntries(
          names.map((name, index) => [name, decode(match[index + 1] ?? '')]),
        )
        const mock = here.find(({ operation }) => operation.method === wanted)
        return { template, params, mock, allow: allowedOf(here) }
      }
      return undefined
    },
    fits: (schema, value) => compile.strict(schema)(value),
  }
}

interface Compiler {
  /** Reads numbers and flags out of texts. */
  coercing(schema: unknown): ValidateFunction
  strict(schema: unknown): ValidateFunction
}

function createCompiler({ openapi }: ApiDocument): Compiler {
  const make = (coerceTypes: boolean) => {
    // A third party's patterns may be valid without the flag `u` alone.
    const options = { strict: false, allErrors: true, logger: false, unicodeRegExp: false } as const
    const ajv = new Ajv2020({ ...options, coerceTypes })
    // The plugin is CommonJS: under Node its function is the module's default member.
    const plugin = formatsPlugin as unknown as (instance: Ajv2020) => Ajv2020
    plugin(ajv)
    ajv.addSchema({ ...openapi, $id: documentId })
    const known = new Map<unknown, ValidateFunction>()
    return (schema: unknown): ValidateFunction => {
      const found = known.get(schema)
      if (found) return found
      const compiled = ajv.compile(objectOf(absolute(schema)))
      known.set(schema, compiled)
      return compiled
    }
  }
  return { coercing: make(true), strict: make(false) }
}

/** `#/…` means the document, wherever the schema is compiled. */
function absolute(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(absolute)
  if (!isObject(node)) return node
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) =>
      key === '$ref' && typeof value === 'string' && value.startsWith('#')
        ? [key, `${documentId}${value}`]
        : [key, absolute(value)],
    ),
  )
}

function toMock(
  document: ApiDocument,
  operation: DocumentOperation,
  compile: Compiler,
): MockOperation {
  const own = listOf(operation.raw['parameters']).map((node) => resolveRef(document, node))
  const shared = operation.pathItemParameters.map((node) => resolveRef(document, node))
  const isSame = (one: JsonObject, other: JsonObject) =>
    one['name'] === other['name'] && one['in'] === other['in']
  const inherited = shared.filter((parameter) => !own.some((one) => isSame(one, parameter)))
  const body = resolveRef(document, operation.raw['requestBody'])
  const content = objectOf(body['content'])
  const json = Object.entries(content).find(([type]) => /[/+]json\b/u.test(type))?.[1]
  const schema = objectOf(json)['schema']
  const hasBody = Object.keys(content).length > 0
  return {
    operation,
    parameters: [...inherited, ...own].flatMap((node) => toParameter(document, node, compile)),
    ...(hasBody
      ? {
          body: {
            isRequired: body['required'] === true,
            types: Object.keys(content),
            validate: schema === undefined ? undefined : compile.strict(schema),
          },
        }
      : {}),
  }
}

function toParameter(
  document: ApiDocument,
  node: JsonObject,
  compile: Compiler,
): readonly MockParameter[] {
  const place = node['in']
  if (place !== 'path' && place !== 'query' && place !== 'header') return []
  const [media] = Object.values(objectOf(node['content']))
  const schema = node['schema'] ?? objectOf(media)['schema'] ?? {}
  const isArray = resolveRef(document, schema)['type'] === 'array'
  return [
    {
      name: textOf(node['name']),
      in: place,
      isRequired: node['required'] === true || place === 'path',
      isArray,
      isJoined: isArray && (place !== 'query' || node['explode'] === false),
      validate: compile.coercing({
        type: 'object',
        properties: { value: schema },
      }),
    },
  ]
}

function toPattern(template: string) {
  const names = Array.from(template.matchAll(/\{([^}]+)\}/gu), ([, name = '']) => name)
  const escaped = template
    .split(/\{[^}]+\}/u)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`))
  return { names, pattern: new RegExp(`^${escaped.join('([^/]+)')}/?$`, 'u') }
}

function allowedOf(here: readonly MockOperation[]): readonly string[] {
  const methods: string[] = here.map(({ operation }) => operation.method)
  return methods.includes('GET') && !methods.includes('HEAD') ? [...methods, 'HEAD'] : methods
}

/** Broken percent-encoding names nothing. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
