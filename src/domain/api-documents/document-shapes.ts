/** Where the objects of an OpenAPI 3 document lie, so that a change can go through all of them; changes nothing itself. */
import { isObject, type JsonObject, toPointerStep } from './json.ts'

export type Shape =
  | 'document'
  | 'components'
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'body'
  | 'response'
  | 'media'
  | 'encoding'
  | 'callback'
  | 'schema'
  | 'example'
  | 'securityScheme'
  | 'link'

/** One object on the way through a document. */
export interface Visit {
  readonly shape: Shape
  /** JSON pointer to it. */
  readonly place: string
  /** Whether it lies inside of an object of the same shape, as a property's schema does. */
  readonly isNested: boolean
}

type Member = readonly [shape: Shape, held: 'one' | 'list' | 'map']

const schemaMembers: Readonly<Record<string, Member>> = {
  ...each(['properties', 'patternProperties', 'dependentSchemas', '$defs'], ['schema', 'map']),
  ...each(['allOf', 'anyOf', 'oneOf', 'prefixItems'], ['schema', 'list']),
  ...each(['items', 'additionalProperties', 'not', 'if', 'then', 'else'], ['schema', 'one']),
  ...each(['contains', 'propertyNames', 'unevaluatedItems'], ['schema', 'one']),
  ...each(['unevaluatedProperties', 'contentSchema'], ['schema', 'one']),
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const

const parameterMembers: Readonly<Record<string, Member>> = {
  schema: ['schema', 'one'],
  content: ['media', 'map'],
  examples: ['example', 'map'],
}

const members: Readonly<Record<Shape, Readonly<Record<string, Member>>>> = {
  document: {
    paths: ['pathItem', 'map'],
    webhooks: ['pathItem', 'map'],
    components: ['components', 'one'],
  },
  components: {
    schemas: ['schema', 'map'],
    parameters: ['parameter', 'map'],
    headers: ['parameter', 'map'],
    requestBodies: ['body', 'map'],
    responses: ['response', 'map'],
    examples: ['example', 'map'],
    callbacks: ['callback', 'map'],
    pathItems: ['pathItem', 'map'],
    securitySchemes: ['securityScheme', 'map'],
    links: ['link', 'map'],
  },
  pathItem: { parameters: ['parameter', 'list'], ...each(methods, ['operation', 'one']) },
  operation: {
    parameters: ['parameter', 'list'],
    requestBody: ['body', 'one'],
    responses: ['response', 'map'],
    callbacks: ['callback', 'map'],
  },
  parameter: parameterMembers,
  body: { content: ['media', 'map'] },
  response: {
    content: ['media', 'map'],
    headers: ['parameter', 'map'],
    links: ['link', 'map'],
  },
  media: {
    schema: ['schema', 'one'],
    examples: ['example', 'map'],
    encoding: ['encoding', 'map'],
  },
  encoding: { headers: ['parameter', 'map'] },
  callback: {},
  schema: schemaMembers,
  example: {},
  securityScheme: {},
  link: {},
}

export { methods as operationMethods }

/** The document with every object in it put through `change`, the inner ones first. */
export function mapDocument(
  document: JsonObject,
  change: (node: JsonObject, visit: Visit) => unknown,
): JsonObject {
  const root = mapNode(document, { shape: 'document', place: '#', isNested: false }, change)
  return isObject(root) ? root : document
}

/** A schema with itself and every schema inside of it put through `change`, the inner ones first. */
export function mapSchema(schema: unknown, change: (node: JsonObject, visit: Visit) => unknown) {
  return mapNode(schema, { shape: 'schema', place: '#', isNested: false }, change)
}

function mapNode(
  node: unknown,
  visit: Visit,
  change: (node: JsonObject, visit: Visit) => unknown,
): unknown {
  if (!isObject(node)) return node // `true` and `false` are schemas too
  const result: Record<string, unknown> = { ...node }
  for (const [key, value] of Object.entries(node)) {
    const member = memberOf(visit.shape, key)
    if (member !== undefined) result[key] = mapMember(value, { visit, key, member, change })
  }
  return change(result, visit)
}

interface MemberVisit {
  readonly visit: Visit
  readonly key: string
  readonly member: Member
  readonly change: (node: JsonObject, visit: Visit) => unknown
}

function mapMember(value: unknown, { visit, key, member, change }: MemberVisit): unknown {
  const [shape, held] = member
  const place = `${visit.place}/${toPointerStep(key)}`
  const isNested = visit.shape === shape
  const go = (node: unknown, where: string) =>
    mapNode(node, { shape, place: where, isNested }, change)
  if (held === 'one') return go(value, place)
  if (held === 'list')
    return Array.isArray(value)
      ? value.map((entry, index) => go(entry, `${place}/${index}`))
      : value
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [
      name,
      name.startsWith('x-') && isExtended(visit.shape, key)
        ? entry
        : go(entry, `${place}/${toPointerStep(name)}`),
    ]),
  )
}

/** `paths` and `responses` may hold extensions beside their entries; a map of names, such as headers, may not. */
function isExtended(shape: Shape, key: string): boolean {
  return (shape === 'document' && key === 'paths') || (shape === 'operation' && key === 'responses')
}

function memberOf(shape: Shape, key: string): Member | undefined {
  if (shape === 'callback') return key.startsWith('x-') ? undefined : ['pathItem', 'one']
  const known = members[shape]
  return Object.hasOwn(known, key) ? known[key] : undefined
}

function each(keys: readonly string[], member: Member): Record<string, Member> {
  return Object.fromEntries(keys.map((key) => [key, member]))
}
