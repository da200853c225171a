/** Values that fit a schema: the document's examples where it has some, else made up, the same every time. */
import { sample } from 'openapi-sampler'
import type { ApiDocument } from './api-document.ts'
import { mapDocument, mapSchema } from './document-shapes.ts'
import { isObject, type JsonObject, textOf } from './json.ts'
import { depthFor } from './sample-depth.ts'

/** What a response with this schema would say. */
export function sampleAnswer(document: Pick<ApiDocument, 'openapi'>, schema: unknown): unknown {
  return sampleOf(document, schema, { skipWriteOnly: true })
}

/** What a caller would send for this schema. */
export function sampleBody(document: Pick<ApiDocument, 'openapi'>, schema: unknown): unknown {
  return sampleOf(document, schema, { skipReadOnly: true })
}

function sampleOf(
  document: Pick<ApiDocument, 'openapi'>,
  schema: unknown,
  options: { skipWriteOnly?: true; skipReadOnly?: true },
): unknown {
  if (!isObject(schema)) return schema === true ? {} : null
  const withHints = mapSchema(schema, addHint)
  if (!isObject(withHints)) return null
  return sample(
    withHints,
    { ...options, quiet: true, maxSampleDepth: depthFor(document.openapi, schema) },
    hintedDocument(document.openapi),
  )
}

const hinted = new WeakMap<JsonObject, JsonObject>()

function hintedDocument(openapi: JsonObject): JsonObject {
  const known = hinted.get(openapi)
  if (known !== undefined) return known
  const made = mapDocument(openapi, (node, { shape }) =>
    shape === 'schema' ? addHint(node) : node,
  )
  hinted.set(openapi, made)
  return made
}

/** What banks' patterns usually stand for; the account is from the series for tests. */
const likely = ['SE3550000000054910000003', 'SEK', 'SE', 'NDEASESS', '123.45', '2026-01-31', '0000']

/** The sampler knows formats but guesses no text for a pattern. */
function addHint(schema: JsonObject): JsonObject {
  if (schema['format'] === 'iban') return { ...schema, examples: [likely[0]] }
  const pattern = textOf(schema['pattern'])
  const isSaid = ['const', 'enum', 'default', 'example', 'examples'].some((key) => key in schema)
  if (pattern === '' || isSaid) return schema
  const found = likely.find((text) => matches(text, pattern) && fits(text, schema))
  return found === undefined ? schema : { ...schema, examples: [found] }
}

function fits(text: string, schema: JsonObject): boolean {
  const { minLength, maxLength } = schema
  return (
    (typeof minLength !== 'number' || text.length >= minLength) &&
    (typeof maxLength !== 'number' || text.length <= maxLength)
  )
}

function matches(text: string, pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text)
  } catch {
    return false // needs the older syntax; then the sampler's own text is used
  }
}
