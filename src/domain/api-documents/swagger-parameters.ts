/** Parameters and bodies of OpenAPI 3.0 as the parameters of Swagger 2.0, where a body is a parameter too. */
import { resolveRef } from './api-document.ts'
import { defined, type JsonObject, listOf, objectOf, textOf } from './json.ts'
import { flattenSchema } from './merge-schemas.ts'
import { toPlainSchema, toSwaggerSchema } from './swagger-schema.ts'

export function buildParameters(openapi: JsonObject, nodes: unknown): JsonObject[] {
  return listOf(nodes).flatMap((node) => {
    const parameter = resolveRef({ openapi }, node)
    const place = textOf(parameter['in'])
    // Swagger 2.0 has no parameters in cookies
    if (!['path', 'query', 'header'].includes(place)) return []
    const schema = toPlainSchema(openapi, parameter['schema'])
    return [
      defined({
        name: parameter['name'],
        in: place,
        description: textOf(parameter['description']) || undefined,
        required: place === 'path' ? true : parameter['required'],
        ...schema,
        collectionFormat: schema['type'] === 'array' ? formatOf(parameter, place) : undefined,
        'x-example': parameter['example'],
      }),
    ]
  })
}

/** How the values of a list are set apart. */
function formatOf(parameter: JsonObject, place: string): string {
  const style = textOf(parameter['style']) || (place === 'query' ? 'form' : 'simple')
  if (style === 'spaceDelimited') return 'ssv'
  if (style === 'pipeDelimited') return 'pipes'
  return style === 'form' && parameter['explode'] !== false ? 'multi' : 'csv'
}

const formTypes = ['multipart/form-data', 'application/x-www-form-urlencoded']

/** A form becomes one parameter for each field, everything else one parameter for the body. */
export function buildBodyParameters(openapi: JsonObject, body: JsonObject): JsonObject[] {
  const contents = Object.entries(objectOf(body['content']))
  if (contents.length === 0) return []
  const isForm = contents.every(([type]) => formTypes.includes(type))
  const [, main] = contents.find(([type]) => /[/+]json\b/u.test(type)) ?? contents[0] ?? []
  const schema = objectOf(objectOf(main)['schema'])
  if (isForm) return buildFields(openapi, schema)
  return [
    defined({
      name: 'body',
      in: 'body',
      description: textOf(body['description']) || undefined,
      required: body['required'],
      schema: toSwaggerSchema(schema),
    }),
  ]
}

function buildFields(openapi: JsonObject, schema: JsonObject): JsonObject[] {
  const flat = flattenSchema(openapi, schema)
  const required = listOf(flat['required'])
  return Object.entries(objectOf(flat['properties'])).map(([name, node]) => {
    const field = flattenSchema(openapi, objectOf(node))
    const isFile = field['format'] === 'binary'
    return defined({
      name,
      in: 'formData',
      description: textOf(field['description']) || undefined,
      required: required.includes(name) ? true : undefined,
      ...(isFile ? { type: 'file' } : toPlainSchema(openapi, field)),
    })
  })
}
