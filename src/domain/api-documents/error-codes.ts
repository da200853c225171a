/** The error codes a response may carry, gathered from where documents declare them; explains none of them. */
import type { ReferenceContent, SchemaView } from './api-reference.ts'
import { type JsonObject, listOf, objectOf } from './json.ts'

export function listErrorCodes(
  response: JsonObject,
  contents: readonly ReferenceContent[],
): string[] {
  const codes = [
    ...listOf(response['x-error-codes']),
    ...contents.flatMap(({ schema }) => codesOfSchema(schema, depthMax)),
    ...contents.flatMap(({ examples }) => examples.flatMap(({ value }) => codesOfValue(value))),
  ]
  return [...new Set(codes.filter((code) => typeof code === 'string'))]
}

/** A code lies in the body itself or in a list in it, no deeper. */
const depthMax = 4

function codesOfSchema(schema: SchemaView, depth: number): string[] {
  if (depth === 0) return []
  const inner = [
    ...(schema.items === undefined ? [] : [schema.items]),
    ...(schema.variants?.schemas ?? []),
  ]
  return [
    ...(schema.properties ?? []).flatMap((property) =>
      property.name === 'code'
        ? valuesOf(property.schema)
        : codesOfSchema(property.schema, depth - 1),
    ),
    ...inner.flatMap((each) => codesOfSchema(each, depth - 1)),
  ]
}

function valuesOf(schema: SchemaView): readonly string[] {
  const only = schema.constraints.find(({ kind }) => kind === 'const')
  return schema.values ?? (only === undefined ? [] : [only.value])
}

function codesOfValue(value: unknown): unknown[] {
  const body = objectOf(value)
  return [body['code'], ...listOf(body['tppMessages']).map((message) => objectOf(message)['code'])]
}
