/** A schema as a page draws it: merged, named, with what limits it; a schema inside of itself is drawn once. */
import type { SchemaView } from './api-reference.ts'
import { isObject, type JsonObject, listOf, objectOf, textOf } from './json.ts'
import { flattenSchema } from './merge-schemas.ts'

export interface SchemaViews {
  readonly view: (schema: unknown) => SchemaView
}

/** Views of the schemas of one document; a named schema that many places share is worked out once. */
export function createSchemaViews(openapi: JsonObject): SchemaViews {
  const known = new Map<string, { readonly view: SchemaView; readonly size: number }>()

  function view(schema: unknown, path: Path): SchemaView {
    if (!isObject(schema)) return { type: schema === false ? 'nothing' : 'any', constraints: [] }
    const { ref, name, isBare } = nameOf(schema)
    const names = [ref, ...innerRefs(schema)].filter((each) => each !== undefined)
    path.budget.left -= 1
    const isDeep = path.refs.length > path.budget.depth || path.budget.left < 0
    if (isDeep || names.some((each) => path.refs.includes(each))) {
      path.cut.isCut = true
      return { type: 'object', ...name, constraints: [], isRecursive: true }
    }
    const cached = isBare && ref !== undefined ? known.get(ref) : undefined
    if (cached !== undefined) {
      path.budget.left -= cached.size
      return cached.view
    }
    const before = path.budget.left
    const inside: Path = { ...path, refs: [...path.refs, ...names], cut: { isCut: false } }
    const drawn = { ...draw(flattenSchema(openapi, schema), inside), ...name }
    if (inside.cut.isCut) path.cut.isCut = true
    // What was cut depends on where the schema stands, so only whole views are shared.
    else if (isBare && ref !== undefined)
      known.set(ref, { view: drawn, size: before - path.budget.left })
    return drawn
  }

  function draw(schema: JsonObject, path: Path): SchemaView {
    const description = textOf(schema['description'])
    const go = (inner: unknown) => view(inner, path)
    return {
      type: typeOf(schema),
      ...(description === '' ? {} : { description }),
      constraints: constraintsOf(schema),
      ...valuesOf(schema),
      ...propertiesOf(schema, go),
      ...(schema['items'] === undefined ? {} : { items: go(schema['items']) }),
      ...(isObject(schema['additionalProperties'])
        ? { additional: go(schema['additionalProperties']) }
        : {}),
      ...variantsOf(schema, go),
    }
  }

  /** Schemas that all refer to each other multiply with each step, so then fewer steps are drawn. */
  function viewWithin(schema: unknown, depth: number): SchemaView {
    const budget = { depth, left: schemasMax }
    const drawn = view(schema, { refs: [], cut: { isCut: false }, budget })
    return budget.left < 0 && depth > 1 ? viewWithin(schema, depth >> 1) : drawn
  }

  return { view: (schema) => viewWithin(schema, depthMax) }
}

/** The named schemas we are inside of, and whether one of them turned up again. */
interface Path {
  readonly refs: readonly string[]
  readonly cut: { isCut: boolean }
  readonly budget: { readonly depth: number; left: number }
}

/** Deeper, and more, than any page shows in one place. */
const depthMax = 32
const schemasMax = 8_000

function nameOf(schema: JsonObject) {
  const ref = typeof schema['$ref'] === 'string' ? schema['$ref'] : undefined
  const last = ref?.startsWith('#/components/schemas/') ? ref.split('/').at(-1) : undefined
  return {
    ref,
    name: last === undefined ? {} : { name: last },
    isBare: Object.keys(schema).length === 1,
  }
}

/** Schemas merged in are entered too. */
function innerRefs(schema: JsonObject): string[] {
  return listOf(schema['allOf']).flatMap((part) => {
    const ref = objectOf(part)['$ref']
    return typeof ref === 'string' ? [ref] : innerRefs(objectOf(part))
  })
}

function typeOf(schema: JsonObject): string {
  const type = schema['type']
  if (typeof type === 'string') return type
  if (Array.isArray(type)) return type.join(' or ')
  if (schema['properties'] !== undefined || isObject(schema['additionalProperties']))
    return 'object'
  if (schema['items'] !== undefined) return 'array'
  const values = schema['const'] === undefined ? listOf(schema['enum']) : [schema['const']]
  const types = new Set(values.map((value) => (value === null ? 'null' : typeof value)))
  return types.size === 0 ? 'any' : [...types].join(' or ')
}

const constraintKinds = [
  'format',
  'contentEncoding',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'exclusiveMinimum',
  'maximum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'const',
  'default',
  'readOnly',
  'writeOnly',
] as const

function constraintsOf(schema: JsonObject): SchemaView['constraints'] {
  return constraintKinds.flatMap((kind) => {
    const value = schema[kind]
    return value === undefined || value === false ? [] : [{ kind, value: toText(value) }]
  })
}

function valuesOf(schema: JsonObject): Pick<SchemaView, 'values'> {
  return Array.isArray(schema['enum']) ? { values: schema['enum'].map(toText) } : {}
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function propertiesOf(
  schema: JsonObject,
  go: (inner: unknown) => SchemaView,
): Pick<SchemaView, 'properties'> {
  const properties = Object.entries(objectOf(schema['properties']))
  if (properties.length === 0) return {}
  const required = listOf(schema['required'])
  return {
    properties: properties.map(([name, inner]) => ({
      name,
      isRequired: required.includes(name),
      isDeprecated: objectOf(inner)['deprecated'] === true,
      schema: go(inner),
    })),
  }
}

function variantsOf(
  schema: JsonObject,
  go: (inner: unknown) => SchemaView,
): Pick<SchemaView, 'variants'> {
  for (const [keyword, kind] of [
    ['oneOf', 'one'],
    ['anyOf', 'any'],
  ] as const) {
    const schemas = listOf(schema[keyword])
    if (schemas.length > 0) return { variants: { kind, schemas: schemas.map(go) } }
  }
  return {}
}
