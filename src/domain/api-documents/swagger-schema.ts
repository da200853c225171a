/** One schema of OpenAPI 3.0 as Swagger 2.0 can say it; alternatives, which it does not know, are told in words. */
import { mapSchema } from './document-shapes.ts'
import { isObject, type JsonObject, listOf, objectOf, textOf, without } from './json.ts'
import { flattenSchema } from './merge-schemas.ts'

/** The schema with everything inside of it. */
export function toSwaggerSchema(schema: unknown): unknown {
  const converted = mapSchema(schema, reduce)
  return isObject(converted) ? converted : {}
}

function reduce(schema: JsonObject): JsonObject {
  const ref = schema['$ref']
  if (typeof ref === 'string')
    return { $ref: ref.replace('#/components/schemas/', '#/definitions/') }
  const reduced = withoutAlternatives(schema)
  const { nullable, deprecated, discriminator, ...rest } = without(reduced, 'not', 'writeOnly')
  const property = textOf(objectOf(discriminator)['propertyName'])
  return {
    ...rest,
    ...(nullable === true ? { 'x-nullable': true } : {}),
    ...(deprecated === true ? { 'x-deprecated': true } : {}),
    ...(property === '' ? {} : { discriminator: property }),
  }
}

function withoutAlternatives(schema: JsonObject): JsonObject {
  const kinds = (['oneOf', 'anyOf'] as const).filter((key) => schema[key] !== undefined)
  const [key] = kinds
  if (key === undefined) return schema
  const variants = listOf(schema[key])
  const rest = without(schema, ...kinds)
  if (kinds.length === 1 && variants.length === 1)
    return { ...rest, allOf: [...listOf(schema['allOf']), ...variants] }
  const types = new Set(variants.map((variant) => objectOf(variant)['type']))
  const [type] = types
  const note = `${key === 'oneOf' ? 'Exactly one of' : 'At least one of'}: ${variants.map(nameVariant).join(', ')}.`
  return {
    ...rest,
    description: [textOf(schema['description']), note].filter(Boolean).join('\n\n'),
    ...(types.size === 1 && type !== undefined && rest['type'] === undefined
      ? { type, ...(type === 'array' ? { items: {} } : {}) }
      : {}),
  }
}

function nameVariant(variant: unknown): string {
  const { $ref, title, type } = objectOf(variant)
  return (
    textOf($ref).split('/').at(-1) || textOf(title) || textOf(type) || 'a schema without a name'
  )
}

const plainKeys = new Set(
  `type format default maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern
  maxItems minItems uniqueItems enum multipleOf`.split(/\s+/u),
)

/** A schema as parameters and headers say it: no object, no reference; what is more becomes a string. */
export function toPlainSchema(openapi: JsonObject, schema: unknown): JsonObject {
  const flat = flattenSchema(openapi, objectOf(schema))
  const type = textOf(flat['type'])
  if (type === 'array') {
    return { ...pick(flat), items: toPlainSchema(openapi, flat['items']) }
  }
  if (['string', 'number', 'integer', 'boolean'].includes(type)) return pick(flat)
  return { type: 'string', ...(Array.isArray(flat['enum']) ? { enum: flat['enum'] } : {}) }
}

function pick(schema: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => plainKeys.has(key)))
}
