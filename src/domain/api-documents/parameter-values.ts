/** Schema and example of one parameter, wherever the document says them. */
import { type ApiDocument, resolveRef } from './api-document.ts'
import { type JsonObject, listOf, objectOf } from './json.ts'

/** A parameter says its schema itself or, seldom, by a media type. */
export function schemaOf(parameter: JsonObject): unknown {
  const [media] = Object.values(objectOf(parameter['content']))
  return parameter['schema'] ?? objectOf(media)['schema'] ?? {}
}

/** The example a parameter gives, itself or in its schema. */
export function exampleOf(document: ApiDocument, parameter: JsonObject): unknown {
  if (parameter['example'] !== undefined) return parameter['example']
  const [named] = Object.values(objectOf(parameter['examples']))
  const value = resolveRef(document, named)['value']
  if (value !== undefined) return value
  const schema = resolveRef(document, schemaOf(parameter))
  return schema['example'] ?? listOf(schema['examples'])[0] ?? schema['default']
}
