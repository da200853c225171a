/** Builds the reference of a document for its pages. Descriptions stay text; nothing here knows HTML. */
import type { ApiDocument, DocumentOperation } from './api-document.ts'
import { resolveRef } from './api-document.ts'
import type {
  ApiReference,
  ReferenceContent,
  ReferenceOperation,
  ReferenceParameter,
  ReferenceResponse,
} from './api-reference.ts'
import { listErrorCodes } from './error-codes.ts'
import { isObject, type JsonObject, listOf, objectOf, textOf } from './json.ts'
import { listParameters } from './operations.ts'
import { exampleOf, schemaOf } from './parameter-values.ts'
import { sampleAnswer, sampleBody } from './sample.ts'
import { buildSamples } from './samples.ts'
import { createSchemaViews, type SchemaViews } from './schema-view.ts'

export interface ReferenceOptions {
  /** Where the operations are served, below the server's address; samples call there. */
  readonly basePath: string
}

export function buildReference(document: ApiDocument, options: ReferenceOptions): ApiReference {
  const info = objectOf(document.openapi['info'])
  const work: Work = {
    document,
    options,
    views: createSchemaViews(document.openapi),
    contents: new WeakMap(),
  }
  return {
    title: textOf(info['title']),
    version: textOf(info['version']),
    description: textOf(info['description']) || textOf(info['summary']),
    tags: listTags(document),
    operations: document.operations.map((operation) => buildOperation(work, operation)),
  }
}

interface Work {
  readonly document: ApiDocument
  readonly options: ReferenceOptions
  readonly views: SchemaViews
  /** Of responses that many operations share. */
  readonly contents: WeakMap<JsonObject, ReferenceContent[]>
}

/** Tags in the order of the document; those it does not describe come after. */
function listTags(document: ApiDocument): ApiReference['tags'] {
  const tags = new Map<string, string>()
  for (const tag of listOf(document.openapi['tags']).filter(isObject))
    tags.set(textOf(tag['name']), textOf(tag['description']))
  for (const { tag } of document.operations) if (!tags.has(tag)) tags.set(tag, '')
  return [...tags].map(([name, description]) => ({ name, description }))
}

function buildOperation(work: Work, operation: DocumentOperation): ReferenceOperation {
  const { document } = work
  const { operationId, method, path, summary, tag, raw } = operation
  const parameters = listParameters(document, operation, resolveRef)
  return {
    operationId,
    method,
    path,
    summary,
    tag,
    isDeprecated: raw['deprecated'] === true,
    description: textOf(raw['description']),
    security: listSecurity(document, raw),
    parameters: parameters.flatMap((parameter) => buildParameter(work, parameter)),
    ...buildBody(work, raw),
    responses: Object.entries(objectOf(raw['responses']))
      .filter(([status]) => !status.startsWith('x-'))
      .map(([status, node]) => buildResponse(work, status, node)),
    samples: buildSamples({ document, operation, parameters, basePath: work.options.basePath }),
  }
}

function listSecurity(document: ApiDocument, raw: JsonObject): string[] {
  const needed = listOf(raw['security'] ?? document.openapi['security'])
  return needed.map((schemes) => Object.keys(objectOf(schemes)).join(' + '))
}

function buildParameter(work: Work, parameter: JsonObject): ReferenceParameter[] {
  const place = parameter['in']
  if (place !== 'path' && place !== 'query' && place !== 'header') return []
  const example = exampleOf(work.document, parameter)
  return [
    {
      name: textOf(parameter['name']),
      in: place,
      isRequired: place === 'path' || parameter['required'] === true,
      isDeprecated: parameter['deprecated'] === true,
      description: textOf(parameter['description']),
      schema: work.views.view(schemaOf(parameter)),
      ...(example === undefined ? {} : { example }),
    },
  ]
}

function buildBody(work: Work, raw: JsonObject): Pick<ReferenceOperation, 'body'> {
  if (raw['requestBody'] === undefined) return {}
  const body = resolveRef(work.document, raw['requestBody'])
  return {
    body: {
      isRequired: body['required'] === true,
      contents: buildContents(work, body, sampleBody),
    },
  }
}

function buildResponse(work: Work, status: string, node: unknown): ReferenceResponse {
  const response = resolveRef(work.document, node)
  const contents = buildContents(work, response, sampleAnswer)
  return {
    status,
    description: textOf(response['description']),
    headers: Object.entries(objectOf(response['headers'])).map(([name, value]) => {
      const header = resolveRef(work.document, value)
      return {
        name,
        description: textOf(header['description']),
        schema: work.views.view(schemaOf(header)),
      }
    }),
    contents,
    errorCodes: isError(status) ? listErrorCodes(response, contents) : [],
  }
}

function isError(status: string): boolean {
  return /^[45d]/u.test(status)
}

function buildContents(
  work: Work,
  holder: JsonObject,
  sample: typeof sampleBody,
): ReferenceContent[] {
  const known = work.contents.get(holder)
  if (known !== undefined) return known
  const contents = Object.entries(objectOf(holder['content'])).map(([mediaType, node]) => {
    const media = objectOf(node)
    return {
      mediaType,
      schema: work.views.view(media['schema'] ?? {}),
      examples: listExamples(work.document, { mediaType, media, sample }),
    }
  })
  work.contents.set(holder, contents)
  return contents
}

interface ExampleSource {
  readonly mediaType: string
  readonly media: JsonObject
  readonly sample: typeof sampleBody
}

/** The document's examples; where it has none, one that fits the schema. */
function listExamples(
  document: ApiDocument,
  { mediaType, media, sample }: ExampleSource,
): ReferenceContent['examples'] {
  const named = Object.entries(objectOf(media['examples'])).flatMap(([name, node]) => {
    const value = resolveRef(document, node)['value']
    return value === undefined ? [] : [{ name, value }]
  })
  if (named.length > 0) return named
  if (media['example'] !== undefined) return [{ name: 'example', value: media['example'] }]
  if (!/[/+]json\b/u.test(mediaType) || media['schema'] === undefined) return []
  return [{ name: 'sample', value: sample(document, media['schema']) }]
}
