/** OpenAPI 3.0 as 3.1, so that everything after it knows one version only; a 3.1 document comes back as it was. */
import { mapDocument } from './document-shapes.ts'
import { defined, type JsonObject, listOf, textOf, without } from './json.ts'

export function upgrade(openapi: JsonObject): JsonObject {
  if (!textOf(openapi['openapi']).startsWith('3.0')) return openapi
  const upgraded = mapDocument(openapi, (node, { shape }) =>
    shape === 'schema' ? upgradeSchema(node) : node,
  )
  return { ...upgraded, openapi: '3.1.0' }
}

function upgradeSchema(schema: JsonObject): JsonObject {
  // In 3.0 nothing beside a $ref counts; in 3.1 it would.
  if (typeof schema['$ref'] === 'string') return { $ref: schema['$ref'] }
  const { example, nullable, ...rest } = schema
  const bounded = upgradeBounds(rest)
  const shown = example === undefined ? bounded : { ...bounded, examples: [example] }
  const format = upgradeFormat(shown)
  return nullable === true ? allowNull(format) : format
}

/** `exclusiveMinimum: true` beside `minimum: 3` becomes `exclusiveMinimum: 3`. */
function upgradeBounds(schema: JsonObject): JsonObject {
  let result = schema
  for (const [bound, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const) {
    if (typeof result[exclusive] !== 'boolean') continue
    const isExclusive = result[exclusive] && result[bound] !== undefined
    const value = result[bound]
    result = isExclusive
      ? { ...without(result, bound, exclusive), [exclusive]: value }
      : without(result, exclusive)
  }
  return result
}

/** Bytes in base64 and files said otherwise in 3.0. */
function upgradeFormat(schema: JsonObject): JsonObject {
  if (schema['format'] === 'byte')
    return { ...without(schema, 'format'), contentEncoding: 'base64' }
  return schema
}

function allowNull(schema: JsonObject): JsonObject {
  const type = schema['type']
  if (type === undefined) {
    const isLoose = schema['allOf'] === undefined && schema['enum'] === undefined
    return isLoose ? schema : { anyOf: [schema, { type: 'null' }] }
  }
  const types = Array.isArray(type) ? type : [type]
  return defined({
    ...schema,
    type: [...types, 'null'],
    enum: schema['enum'] === undefined ? undefined : [...listOf(schema['enum']), null],
  })
}
