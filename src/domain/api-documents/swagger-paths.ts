/** Paths and operations of OpenAPI 3.0 as Swagger 2.0: parameters, bodies and responses in its shapes, references written out. */
import { resolveRef } from './api-document.ts'
import { defined, isObject, type JsonObject, listOf, mapMembers, objectOf, textOf } from './json.ts'
import { buildBodyParameters, buildParameters } from './swagger-parameters.ts'
import { toPlainSchema, toSwaggerSchema } from './swagger-schema.ts'
import { renameRequirements, type SwaggerSecurity } from './swagger-security.ts'

export function buildSwaggerPaths(openapi: JsonObject, security: SwaggerSecurity): JsonObject {
  return mapMembers(openapi['paths'], (item, path) =>
    path.startsWith('x-') ? item : buildPath({ openapi, security }, objectOf(item)),
  )
}

interface Source {
  readonly openapi: JsonObject
  readonly security: SwaggerSecurity
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'] as const

function buildPath(source: Source, item: JsonObject): JsonObject {
  const parameters = buildParameters(source.openapi, item['parameters'])
  return defined({
    parameters: parameters.length === 0 ? undefined : parameters,
    ...Object.fromEntries(
      methods.flatMap((method) =>
        isObject(item[method]) ? [[method, buildOperation(source, item[method])]] : [],
      ),
    ),
  })
}

const keptKeys = ['tags', 'summary', 'description', 'externalDocs', 'operationId', 'deprecated']

function buildOperation({ openapi, security }: Source, operation: JsonObject): JsonObject {
  const body = resolveRef({ openapi }, operation['requestBody'])
  const consumes = Object.keys(objectOf(body['content']))
  const parameters = [
    ...buildParameters(openapi, operation['parameters']),
    ...buildBodyParameters(openapi, body),
  ]
  const responses = Object.entries(objectOf(operation['responses'])).map(
    ([status, node]) => [status, resolveRef({ openapi }, node)] as const,
  )
  const produces = new Set(
    responses.flatMap(([, response]) => Object.keys(objectOf(response['content']))),
  )
  return defined({
    ...Object.fromEntries(
      Object.entries(operation).filter(([key]) => keptKeys.includes(key) || key.startsWith('x-')),
    ),
    consumes: consumes.length === 0 ? undefined : consumes,
    produces: produces.size === 0 ? undefined : [...produces],
    parameters: parameters.length === 0 ? undefined : parameters,
    responses: buildResponses(openapi, responses),
    security: renameRequirements(operation['security'], security),
  })
}

/** A range such as `4XX` becomes the default, when there is none. */
function buildResponses(
  openapi: JsonObject,
  responses: readonly (readonly [string, JsonObject])[],
): JsonObject {
  const built: Record<string, unknown> = {}
  for (const [status, response] of responses) {
    const name = /^[1-5]XX$/u.test(status) ? 'default' : status
    if (!status.startsWith('x-') && (name === status || built['default'] === undefined))
      built[name] = buildResponse(openapi, response)
  }
  return built
}

function buildResponse(openapi: JsonObject, response: JsonObject): JsonObject {
  const contents = Object.entries(objectOf(response['content']))
  const [, main] = contents.find(([type]) => /[/+]json\b/u.test(type)) ?? contents[0] ?? []
  const schema = objectOf(main)['schema']
  const examples = contents.flatMap(([type, media]) => {
    const value = exampleOf(openapi, objectOf(media))
    return value === undefined ? [] : [[type, value]]
  })
  const headers = mapMembers(response['headers'], (node) => {
    const header = resolveRef({ openapi }, node)
    return {
      ...(textOf(header['description']) === '' ? {} : { description: header['description'] }),
      ...toPlainSchema(openapi, header['schema']),
    }
  })
  return defined({
    description: textOf(response['description']),
    schema: schema === undefined ? undefined : toSwaggerSchema(schema),
    headers: Object.keys(headers).length === 0 ? undefined : headers,
    examples: examples.length === 0 ? undefined : Object.fromEntries(examples),
    ...Object.fromEntries(Object.entries(response).filter(([key]) => key.startsWith('x-'))),
  })
}

function exampleOf(openapi: JsonObject, media: JsonObject): unknown {
  if (media['example'] !== undefined) return media['example']
  const [first] = listOf(Object.values(objectOf(media['examples'])))
  return resolveRef({ openapi }, first)['value']
}
