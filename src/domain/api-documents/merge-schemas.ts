/** One flat schema out of `allOf` and references: what a value must be, all said in one place. Draws nothing. */
import { isObject, type JsonObject, listOf, lookUp, objectOf, without } from './json.ts'

/** The schema with its reference and its `allOf` merged in; schemas of properties are left as they are. */
export function flattenSchema(openapi: JsonObject, schema: JsonObject): JsonObject {
  return flatten(openapi, schema, [])
}

function flatten(openapi: JsonObject, schema: JsonObject, seen: readonly string[]): JsonObject {
  const ref = schema['$ref']
  if (typeof ref === 'string') {
    const target = lookUp(openapi, ref)
    if (seen.includes(ref) || !isObject(target)) return {}
    const flat = flatten(openapi, target, [...seen, ref])
    const siblings = without(schema, '$ref')
    return Object.keys(siblings).length === 0
      ? flat
      : mergeTwo(flat, flatten(openapi, siblings, seen))
  }
  const parts = listOf(schema['allOf'])
  if (parts.length === 0) return schema
  const flat = parts.filter(isObject).map((part) => flatten(openapi, part, seen))
  return [...flat, without(schema, 'allOf')].reduce(mergeTwo, {})
}

/** Both hold; what cannot be joined is said by the second, which stands nearer to the reader. */
function mergeTwo(one: JsonObject, two: JsonObject): JsonObject {
  const merged: Record<string, unknown> = { ...one, ...two }
  for (const [key, join] of Object.entries(joins))
    if (one[key] !== undefined && two[key] !== undefined) merged[key] = join(one[key], two[key])
  return merged
}

const both = (one: unknown, two: unknown) => ({ allOf: [one, two] })

/** Keywords that are joined when both schemas have them. */
const joins: Readonly<Record<string, (one: unknown, two: unknown) => unknown>> = {
  required: (one, two) => [...new Set([...listOf(one), ...listOf(two)])],
  enum: (one, two) => listOf(one).filter((value) => listOf(two).includes(value)),
  properties: (one, two) => joinProperties(objectOf(one), objectOf(two)),
  items: both,
  additionalProperties: (one, two) => (isObject(one) && isObject(two) ? both(one, two) : two),
  oneOf: joinVariants,
  anyOf: joinVariants,
  minimum: (one, two) => Math.max(Number(one), Number(two)),
  maximum: (one, two) => Math.min(Number(one), Number(two)),
  minLength: (one, two) => Math.max(Number(one), Number(two)),
  maxLength: (one, two) => Math.min(Number(one), Number(two)),
}

function joinProperties(one: JsonObject, two: JsonObject): JsonObject {
  const joined: Record<string, unknown> = { ...one, ...two }
  for (const key of Object.keys(one))
    if (Object.hasOwn(two, key)) joined[key] = both(one[key], two[key])
  return joined
}

function joinVariants(one: unknown, two: unknown): unknown[] {
  return listOf(one).map((variant) => ({ allOf: [variant, { oneOf: two }] }))
}
