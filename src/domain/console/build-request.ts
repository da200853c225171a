/** Builds the request of a call from the document: what is declared can be filled in, and nothing else. It calls nobody. */
import { resolveRef } from '#src/domain/api-documents/api-document.ts'
import { isObject, listOf, objectOf, textOf } from '#src/domain/api-documents/json.ts'
import type { JsonObject } from '#src/domain/api-documents/json.ts'
import type { FoundOperation } from './console-catalogue.ts'
import { refuse } from './console-errors.ts'
import type { ConsoleRequest } from './console-runner.ts'

export interface AskedParameters {
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly header?: Readonly<Record<string, string>>
}

export interface AskedRequest {
  readonly parameters: AskedParameters
  readonly body?: string
  readonly contentType?: string
}

/** A form holds 64 kB, and a body grows when it is written as a field of a form. */
export const bodyBytesMax = 32 * 1024
const valueLengthMax = 2_000
/** For documentation, and nobody's own. @see RFC 5737 §3 */
const presentAddress = '192.0.2.1'

/** Belong to the connection or to the runner, whatever a document says. @see RFC 9110 §7.6.1, OpenAPI 3.1 §4.8.12.1 */
const ownHeaders = new Set(
  [
    'authorization proxy-authorization cookie host content-length content-type',
    'connection keep-alive proxy-connection te trailer transfer-encoding upgrade',
    'expect via forwarded x-forwarded-for x-forwarded-host',
  ].flatMap((names) => names.split(' ')),
)

/** Throws `console-parameter-refused`, `console-header-refused`, `console-body-too-large`. */
export function buildRequest(
  found: FoundOperation,
  asked: AskedRequest,
  newRequestId: () => string,
): ConsoleRequest {
  const declared = listParameters(found)
  const { parameters } = asked
  const path = buildPath(found, declared, parameters.path ?? {})
  const query = buildQuery(declared, parameters.query ?? {})
  const headers = buildHeaders(declared, parameters.header ?? {}, newRequestId)
  const body = buildBody(found, asked)
  return {
    method: found.operation.method,
    path: query === '' ? path : `${path}?${query}`,
    headers: { accept: listAccepted(found), ...headers, ...body?.headers },
    ...(body ? { body: body.text } : {}),
  }
}

/** Those of the operation go before those of its path. @see OpenAPI 3.1 §4.8.9.1 */
function listParameters({ version, operation }: FoundOperation): readonly JsonObject[] {
  const own = listOf(operation.raw['parameters'])
  const resolved = [...operation.pathItemParameters, ...own].map((node) =>
    resolveRef(version.document, node),
  )
  const byPlace = resolved.map(
    (one) => [`${textOf(one['in'])} ${textOf(one['name'])}`, one] as const,
  )
  return [...new Map(byPlace).values()]
}

function namesIn(declared: readonly JsonObject[], place: string): readonly string[] {
  return declared.filter((one) => one['in'] === place).map((one) => textOf(one['name']))
}

function buildPath(
  { version, operation }: FoundOperation,
  declared: readonly JsonObject[],
  values: Readonly<Record<string, string>>,
): string {
  assertDeclared('path', namesIn(declared, 'path'), values)
  const filled = operation.path.replaceAll(/\{([^}]+)\}/gu, (_match, name: string) => {
    const value = Object.hasOwn(values, name) ? (values[name] ?? '') : ''
    if (value === '') throw refuseParameter('path', name, 'missing')
    return encode('path', name, value)
  })
  // Encoding leaves dots alone, and a segment of dots would lead out of the interface.
  if (filled.split('/').some((segment) => /^\.{1,2}$/u.test(segment)))
    throw refuseParameter('path', namesIn(declared, 'path')[0] ?? '', 'dots')
  return `${version.basePath}${filled}`
}

function buildQuery(
  declared: readonly JsonObject[],
  values: Readonly<Record<string, string>>,
): string {
  assertDeclared('query', namesIn(declared, 'query'), values)
  return declared
    .filter((one) => one['in'] === 'query')
    .flatMap((one) => {
      const name = textOf(one['name'])
      const value = Object.hasOwn(values, name) ? (values[name] ?? '') : ''
      if (value === '') return []
      return listValues(one, value).map(
        (each) => `${encodeURIComponent(name)}=${encode('query', name, each)}`,
      )
    })
    .join('&')
}

/** A list is typed with commas and sent one by one, unless its parameter says otherwise. @see OpenAPI 3.1 §4.8.12.2 */
function listValues(parameter: JsonObject, value: string): readonly string[] {
  const type = objectOf(parameter['schema'])['type']
  if (type !== 'array' || parameter['explode'] === false) return [value]
  return value.split(',').map((each) => each.trim())
}

function buildHeaders(
  declared: readonly JsonObject[],
  values: Readonly<Record<string, string>>,
  newRequestId: () => string,
): Record<string, string> {
  const known = declared.filter((one) => one['in'] === 'header')
  const names = new Map(known.map((one) => [textOf(one['name']).toLowerCase(), one]))
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(values)) {
    const parameter = names.get(name.toLowerCase())
    if (!parameter) throw refuseHeader(name, 'undeclared')
    if (value === '') continue
    headers[textOf(parameter['name'])] = checkHeader(name, value)
  }
  for (const [name, parameter] of names) {
    const written = textOf(parameter['name'])
    if (headers[written] !== undefined) continue
    if (name === 'x-request-id') headers[written] = newRequestId()
    // Somebody sits before the page: a read is not one of the few that an app may make without its customer.
    if (name === 'psu-ip-address') headers[written] = presentAddress
  }
  return headers
}

function checkHeader(name: string, value: string): string {
  if (ownHeaders.has(name.toLowerCase())) throw refuseHeader(name, 'reserved')
  // Field values are visible ASCII, spaces and tabs inside. @see RFC 9110 §5.5
  if (!/^[\t\x20-\x7E]*$/u.test(value)) throw refuseHeader(name, 'characters')
  if (value.length > valueLengthMax) throw refuseHeader(name, 'long')
  return value.trim()
}

/** Every type the document answers with. */
function listAccepted({ version, operation }: FoundOperation): string {
  const responses = Object.values(objectOf(operation.raw['responses']))
  const types = responses.flatMap((node) =>
    Object.keys(objectOf(resolveRef(version.document, node)['content'])),
  )
  return [...new Set(types)].join(', ') || '*/*'
}

function buildBody(found: FoundOperation, { body, contentType }: AskedRequest) {
  if (body === undefined || body === '') return undefined
  const requestBody = resolveRef(found.version.document, found.operation.raw['requestBody'])
  const types = isObject(requestBody['content']) ? Object.keys(requestBody['content']) : []
  const type = contentType ?? types[0]
  if (type === undefined || !types.includes(type))
    throw refuse('console-parameter-refused', { reason: 'content-type', pointer: '/contentType' })
  if (Buffer.byteLength(body) > bodyBytesMax)
    throw refuse('console-body-too-large', { maxBytes: bodyBytesMax, pointer: '/body' })
  return { text: body, headers: { 'content-type': type } }
}

function assertDeclared(
  place: 'path' | 'query',
  names: readonly string[],
  values: Readonly<Record<string, string>>,
) {
  const stranger = Object.keys(values).find((name) => !names.includes(name))
  if (stranger !== undefined) throw refuseParameter(place, stranger, 'undeclared')
}

function encode(place: string, name: string, value: string): string {
  if (value.length > valueLengthMax) throw refuseParameter(place, name, 'long')
  if (!value.isWellFormed() || /\p{Cc}/u.test(value))
    throw refuseParameter(place, name, 'characters')
  return encodeURIComponent(value)
}

function refuseParameter(place: string, name: string, reason: string) {
  const pointer = `/parameters/${place}/${toStep(name)}`
  return refuse('console-parameter-refused', { name: name.slice(0, 100), reason, pointer })
}

function refuseHeader(name: string, reason: string) {
  const pointer = `/parameters/header/${toStep(name)}`
  return refuse('console-header-refused', { name: name.slice(0, 100), reason, pointer })
}

/** @see RFC 6901 §3 */
function toStep(name: string): string {
  return name.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')
}
