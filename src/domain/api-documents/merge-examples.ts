/** Puts recorded answers into the responses of a document as examples; invents none. */
import { type ApiDocument, resolveRef } from './api-document.ts'
import { listOperations } from './operations.ts'
import { isObject, type JsonObject, mapMembers, objectOf, textOf } from './json.ts'

/** By operationId and status. */
export type RecordedExamples = Readonly<
  Record<string, Readonly<Record<string, { readonly value: unknown }>>>
>

/** The document with the recorded answers as `examples.recorded` of their responses. */
export function mergeExamples(document: ApiDocument, examples: RecordedExamples): ApiDocument {
  const { openapi } = document
  const paths = mapMembers(openapi['paths'], (item, path) => {
    if (path.startsWith('x-')) return item
    return mapMembers(item, (operation) => {
      const recorded = isObject(operation) ? examples[textOf(operation['operationId'])] : undefined
      if (!isObject(operation) || recorded === undefined) return operation
      return {
        ...operation,
        responses: mapMembers(operation['responses'], (response, status) => {
          const example = recorded[status]
          return example === undefined
            ? response
            : withExample(resolveRef(document, response), example.value)
        }),
      }
    })
  })
  const merged = { ...openapi, paths }
  return { openapi: merged, operations: listOperations(merged) }
}

/** Shared responses are written out, because each operation answers its own way. */
function withExample(response: JsonObject, value: unknown): JsonObject {
  return {
    ...response,
    content: mapMembers(response['content'], (media, type) =>
      /[/+]json\b/u.test(type) ? addRecorded(objectOf(media), value) : media,
    ),
  }
}

/** A media type has either one example or several with names. */
function addRecorded(media: JsonObject, value: unknown): JsonObject {
  const { example, ...rest } = media
  const own = example === undefined ? {} : { example: { value: example } }
  return { ...rest, examples: { ...objectOf(media['examples']), ...own, recorded: { value } } }
}
