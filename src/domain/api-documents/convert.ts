/** OpenAPI 3.1 as 3.0 and as Swagger 2.0, for tools that read no newer one. What a version cannot say is said in words or left out. */
import { mapDocument } from './document-shapes.ts'
import { downgradeSchema } from './downgrade-schema.ts'
import {
  defined,
  isObject,
  type JsonObject,
  lookUp,
  mapMembers,
  objectOf,
  textOf,
  without,
} from './json.ts'
import { liftSchemas } from './lift-schemas.ts'
import { buildSwaggerPaths } from './swagger-paths.ts'
import { toSwaggerSchema } from './swagger-schema.ts'
import { buildSecurityDefinitions, renameRequirements } from './swagger-security.ts'

export function toOpenApi30(openapi: JsonObject): JsonObject {
  const lifted = withOwnPaths(liftSchemas(openapi))
  const mutual = namesOfMutualTls(lifted)
  const converted = mapDocument(lifted, (node, { shape }) => {
    if (shape === 'schema') return downgradeSchema(node)
    if (typeof node['$ref'] === 'string') return { $ref: node['$ref'] }
    if (shape === 'operation') return downgradeOperation(node, mutual)
    return shape === 'components' ? downgradeComponents(node, mutual) : node
  })
  return defined({
    ...without(converted, 'webhooks', 'jsonSchemaDialect', '$self'),
    openapi: '3.0.3',
    info: downgradeInfo(objectOf(converted['info'])),
    paths: objectOf(converted['paths']),
    security: withoutSchemes(converted['security'], mutual),
  })
}

export function toSwagger20(openapi: JsonObject): JsonObject {
  const source = toOpenApi30(openapi)
  const components = objectOf(source['components'])
  const security = buildSecurityDefinitions(objectOf(components['securitySchemes']))
  return defined({
    swagger: '2.0',
    info: source['info'],
    ...addressOf(source),
    tags: source['tags'],
    externalDocs: source['externalDocs'],
    paths: buildSwaggerPaths(source, security),
    definitions: mapMembers(components['schemas'], toSwaggerSchema),
    securityDefinitions: security.definitions,
    security: renameRequirements(source['security'], security),
    ...Object.fromEntries(Object.entries(source).filter(([key]) => key.startsWith('x-'))),
  })
}

/** Paths that stand in the components are written where they are used; 3.0 has no place for them. */
function withOwnPaths(openapi: JsonObject): JsonObject {
  const paths = mapMembers(openapi['paths'], (item) => {
    const ref = isObject(item) ? textOf(item['$ref']) : ''
    return ref === ''
      ? item
      : { ...objectOf(lookUp(openapi, ref)), ...without(objectOf(item), '$ref') }
  })
  return { ...openapi, paths }
}

function downgradeInfo(info: JsonObject): JsonObject {
  const license = info['license']
  return defined({
    ...without(info, 'summary'),
    description: info['description'] ?? info['summary'],
    license: isObject(license) ? without(license, 'identifier') : undefined,
  })
}

/** 3.0 demands responses, 3.1 does not. */
function downgradeOperation(operation: JsonObject, mutual: ReadonlySet<string>): JsonObject {
  const responses = objectOf(operation['responses'])
  return defined({
    ...operation,
    responses: Object.keys(responses).length === 0 ? { default: { description: '' } } : responses,
    security: withoutSchemes(operation['security'], mutual),
  })
}

function downgradeComponents(components: JsonObject, mutual: ReadonlySet<string>): JsonObject {
  return defined({
    ...without(components, 'pathItems'),
    securitySchemes:
      components['securitySchemes'] === undefined
        ? undefined
        : without(objectOf(components['securitySchemes']), ...mutual),
  })
}

/** Certificates of clients are no security scheme before 3.1. */
function namesOfMutualTls(openapi: JsonObject): ReadonlySet<string> {
  const schemes = objectOf(objectOf(openapi['components'])['securitySchemes'])
  return new Set(
    Object.entries(schemes)
      .filter(([, scheme]) => objectOf(scheme)['type'] === 'mutualTLS')
      .map(([name]) => name),
  )
}

function withoutSchemes(requirements: unknown, names: ReadonlySet<string>): unknown {
  if (!Array.isArray(requirements)) return undefined
  const left = requirements.flatMap((requirement) => {
    const rest = without(objectOf(requirement), ...names)
    // Nothing left of something needed must not read as "nothing is needed".
    const isLost = Object.keys(rest).length === 0 && Object.keys(objectOf(requirement)).length > 0
    return isLost ? [] : [rest]
  })
  return [...new Map(left.map((each) => [JSON.stringify(each), each])).values()]
}

/** `https://bank.example/sandbox/psd2` as schemes, host and base path. */
function addressOf(openapi: JsonObject): JsonObject {
  const servers = Array.isArray(openapi['servers']) ? openapi['servers'] : []
  const server = objectOf(servers[0])
  let address = textOf(server['url'])
  for (const [name, variable] of Object.entries(objectOf(server['variables'])))
    address = address.replaceAll(`{${name}}`, () => textOf(objectOf(variable)['default']))
  if (!URL.canParse(address)) return address.startsWith('/') ? { basePath: address } : {}
  const { protocol, host, pathname } = new URL(address)
  const scheme = protocol.slice(0, -1)
  if (!['http', 'https', 'ws', 'wss'].includes(scheme)) return {}
  return { schemes: [scheme], host, basePath: pathname }
}
