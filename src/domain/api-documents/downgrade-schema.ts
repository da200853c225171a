/** One schema of OpenAPI 3.1 as 3.0 can say it; schemas inside of it are 3.0 already. Knows nothing of documents. */
import { defined, isObject, type JsonObject, listOf, objectOf, without } from './json.ts'

export function downgradeSchema(schema: JsonObject): JsonObject {
  if (typeof schema['$ref'] === 'string') return downgradeReference(schema)
  const steps = [fromConst, fromExamples, fromBounds, fromContent, fromMembers, fromItems]
  const plain = steps.reduce((result, step) => step(result), schema)
  return fromTypes(fromNullVariant(withoutUnknown(plain)))
}

/** Keywords 3.0 has; everything else but extensions is left out. */
const known = new Set(
  `title multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern
  maxItems minItems uniqueItems maxProperties minProperties required enum type not allOf oneOf anyOf
  items properties additionalProperties description format default nullable discriminator readOnly
  writeOnly example externalDocs deprecated xml`.split(/\s+/u),
)

function withoutUnknown(schema: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(schema).filter(([key]) => known.has(key) || key.startsWith('x-')),
  )
}

/** Beside a `$ref` nothing counts in 3.0, so both go into an `allOf`. */
function downgradeReference(schema: JsonObject): JsonObject {
  const reference = { $ref: schema['$ref'] }
  const beside = downgradeSchema(without(schema, '$ref'))
  return Object.keys(beside).length === 0 ? reference : { allOf: [reference], ...beside }
}

function fromConst(schema: JsonObject): JsonObject {
  if (schema['const'] === undefined) return schema
  return { ...without(schema, 'const'), enum: [schema['const']] }
}

function fromExamples(schema: JsonObject): JsonObject {
  const [first] = listOf(schema['examples'])
  return defined({ ...schema, example: schema['example'] ?? first })
}

/** `exclusiveMinimum: 3` becomes `minimum: 3` with `exclusiveMinimum: true`. */
function fromBounds(schema: JsonObject): JsonObject {
  const result: Record<string, unknown> = { ...schema }
  for (const [bound, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const) {
    const value = schema[exclusive]
    if (typeof value !== 'number') continue
    const other = schema[bound]
    const isTighter = bound === 'minimum' ? Number(other) > value : Number(other) < value
    if (isTighter) Reflect.deleteProperty(result, exclusive)
    else Object.assign(result, { [bound]: value, [exclusive]: true })
  }
  return result
}

function fromContent(schema: JsonObject): JsonObject {
  if (schema['format'] !== undefined) return schema
  if (schema['contentEncoding'] === 'base64') return { ...schema, format: 'byte' }
  return schema['contentMediaType'] === 'application/octet-stream'
    ? { ...schema, type: 'string', format: 'binary' }
    : schema
}

/** Members by pattern become members of any name; `true` and `false` become what says the same. */
function fromMembers(schema: JsonObject): JsonObject {
  const patterns = Object.values(objectOf(schema['patternProperties']))
  const additional = schema['additionalProperties'] === true ? true : patterns[0]
  const isOpened = patterns.length > 0
  const result = {
    ...schema,
    properties: schema['properties'] && mapToObjects(objectOf(schema['properties'])),
    additionalProperties: isOpened
      ? patterns.length === 1 && !isObject(schema['additionalProperties'])
        ? additional
        : true
      : schema['additionalProperties'],
    not: schema['not'] === undefined ? undefined : toObject(schema['not']),
    ...Object.fromEntries(
      ['allOf', 'anyOf', 'oneOf'].map((key) => [
        key,
        Array.isArray(schema[key]) ? schema[key].map(toObject) : undefined,
      ]),
    ),
  }
  return defined(result)
}

function mapToObjects(schemas: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(schemas).map(([name, each]) => [name, toObject(each)]))
}

function toObject(schema: unknown): JsonObject {
  if (isObject(schema)) return schema
  return schema === false ? { not: {} } : {}
}

/** An array must say its items in 3.0; a tuple says them as alternatives. */
function fromItems(schema: JsonObject): JsonObject {
  const first = listOf(schema['prefixItems']).map(toObject)
  const rest = schema['items'] === undefined ? [] : [toObject(schema['items'])]
  const isArray = schema['type'] === 'array' || listOf(schema['type']).includes('array')
  if (!isArray && rest.length === 0 && first.length === 0) return schema
  if (first.length === 0) return { ...schema, items: rest[0] ?? {} }
  const every = schema['items'] === false ? first : [...first, ...rest]
  return { ...schema, items: every.length === 1 ? every[0] : { anyOf: every } }
}

/** `anyOf: [A, null]` becomes A that is nullable. */
function fromNullVariant(schema: JsonObject): JsonObject {
  for (const key of ['anyOf', 'oneOf'] as const) {
    const variants = listOf(schema[key])
    const rest = variants.filter((variant) => !isNullOnly(variant))
    if (rest.length === variants.length) continue
    const single = rest.length === 1 && schema['allOf'] === undefined ? rest : undefined
    return defined({
      ...without(schema, key),
      [single === undefined ? key : 'allOf']: rest.length === 0 ? undefined : rest,
      nullable: true,
    })
  }
  return schema
}

function isNullOnly(variant: unknown): boolean {
  const { nullable, enum: values } = objectOf(variant)
  return nullable === true && Array.isArray(values) && values.length === 1 && values[0] === null
}

/** A list of types becomes one type, nullable or not, or alternatives. */
function fromTypes(schema: JsonObject): JsonObject {
  const type = schema['type']
  if (type === 'null') return { ...without(schema, 'type'), nullable: true, enum: [null] }
  if (!Array.isArray(type)) return schema
  const types = type.filter((each) => each !== 'null')
  const nullable = types.length < type.length ? { nullable: true } : {}
  const rest = without(schema, 'type')
  if (types.length === 0) return { ...rest, nullable: true, enum: [null] }
  if (types.length === 1) return { ...rest, type: types[0], ...nullable }
  const variants = types.map((each) =>
    each === 'array' ? { type: each, items: {} } : { type: each },
  )
  if (schema['anyOf'] !== undefined) return { ...rest, ...nullable }
  return { ...without(rest, 'items'), anyOf: variants, ...nullable }
}
