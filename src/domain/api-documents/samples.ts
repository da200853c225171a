/** Calls of an operation written out as curl and TypeScript, ready to run with BASE_URL and ACCESS_TOKEN set. */
import type { ApiDocument, DocumentOperation } from './api-document.ts'
import { resolveRef } from './api-document.ts'
import type { CodeSample } from './api-reference.ts'
import { type JsonObject, listOf, objectOf, textOf } from './json.ts'
import { flattenSchema } from './merge-schemas.ts'
import { exampleOf } from './parameter-values.ts'
import { sampleBody } from './sample.ts'

interface Call {
  readonly method: string
  /** Path and query below the base address, encoded; a name in braces is a variable of the environment. */
  readonly address: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly hasToken: boolean
  readonly hasRequestId: boolean
  readonly body?: string
}

interface SampleSource {
  readonly document: ApiDocument
  readonly operation: DocumentOperation
  /** Resolved. */
  readonly parameters: readonly JsonObject[]
  readonly basePath: string
}

export function buildSamples(source: SampleSource): CodeSample[] {
  const call = buildCall(source)
  return [
    { language: 'curl', text: toCurl(call) },
    { language: 'typescript', text: toTypeScript(call) },
  ]
}

const requestIdHeader = 'x-request-id'

function buildCall({ document, operation, parameters, basePath }: SampleSource): Call {
  const needed = parameters.filter(isShown)
  const valued = (place: string) =>
    needed
      .filter((parameter) => parameter['in'] === place)
      .map((parameter) => [textOf(parameter['name']), valueOf(document, parameter)] as const)
  const path = needed
    .filter((parameter) => parameter['in'] === 'path')
    .reduce(
      (text, parameter) =>
        text.replaceAll(`{${textOf(parameter['name'])}}`, () => toStep(document, parameter)),
      `${basePath}${operation.path}`,
    )
  const query = new URLSearchParams(valued('query').map(([name, value]) => [name, value]))
  const headers = valued('header').filter(([name]) => !ownHeaders.has(name.toLowerCase()))
  const content = buildContent(document, operation)
  return {
    method: operation.method,
    address: query.size === 0 ? path : `${path}?${query.toString()}`,
    headers: [...headers, ...content.headers],
    hasToken: hasToken(document, operation),
    hasRequestId: parameters.some(
      (parameter) => textOf(parameter['name']).toLowerCase() === requestIdHeader,
    ),
    ...(content.body === undefined ? {} : { body: content.body }),
  }
}

/** A header that comes with an example is worth sending, needed or not. */
function isShown(parameter: JsonObject): boolean {
  const place = parameter['in']
  const isExplained = place === 'header' && parameter['example'] !== undefined
  return parameter['required'] === true || place === 'path' || isExplained
}

/** Headers the sample writes in a way of its own. */
const ownHeaders = new Set([requestIdHeader, 'authorization', 'content-type', 'accept'])

function valueOf(document: ApiDocument, parameter: JsonObject): string {
  const value = exampleOf(document, parameter) ?? sampleBody(document, parameter['schema'] ?? {})
  if (Array.isArray(value)) return value.map(toText).join(',')
  return toText(value)
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** What only the reader can know, such as the id of an account, comes from the environment too. */
function toStep(document: ApiDocument, parameter: JsonObject): string {
  const schema = flattenSchema(document.openapi, objectOf(parameter['schema']))
  const isKnown =
    exampleOf(document, parameter) !== undefined ||
    ['enum', 'const', 'format', 'pattern'].some((key) => schema[key] !== undefined) ||
    schema['type'] !== 'string'
  if (isKnown) return encodeURIComponent(valueOf(document, parameter))
  return `{${textOf(parameter['name'])
    .replaceAll(/[^A-Za-z0-9]+/gu, '_')
    .toUpperCase()}}`
}

function hasToken(document: ApiDocument, operation: DocumentOperation): boolean {
  return listOf(operation.raw['security'] ?? document.openapi['security']).length > 0
}

function buildContent(
  document: ApiDocument,
  operation: DocumentOperation,
): { headers: [string, string][]; body?: string } {
  const contents = Object.entries(
    objectOf(resolveRef(document, operation.raw['requestBody'])['content']),
  )
  const found = contents.find(([type]) => /[/+]json\b/u.test(type))
  if (found === undefined) return { headers: [] }
  const [mediaType, node] = found
  const media = objectOf(node)
  const [named] = Object.values(objectOf(media['examples']))
  const value =
    media['example'] ??
    resolveRef(document, named)['value'] ??
    sampleBody(document, media['schema'] ?? {})
  return { headers: [['Content-Type', mediaType]], body: JSON.stringify(value, undefined, 2) }
}

function toCurl(call: Call): string {
  const start = call.method === 'GET' ? 'curl --globoff' : `curl --globoff --request ${call.method}`
  return [
    `${start} "$BASE_URL${fillIn(call.address, /[$`"\\]/gu, (name) => `$${name}`)}"`,
    ...(call.hasToken ? ['--header "Authorization: Bearer $ACCESS_TOKEN"'] : []),
    ...(call.hasRequestId ? ['--header "X-Request-ID: $(uuidgen)"'] : []),
    `--header 'Accept: application/json'`,
    ...call.headers.map(([name, value]) => `--header ${quoteShell(`${name}: ${value}`)}`),
    ...(call.body === undefined ? [] : [`--data ${quoteShell(call.body)}`]),
  ].join(' \\\n  ')
}

/** The address with what is special to the language escaped and its variables written as the language does. */
function fillIn(address: string, special: RegExp, write: (name: string) => string): string {
  return address
    .split(/\{([A-Z0-9_]+)\}/u)
    .map((part, index) =>
      index % 2 === 1 ? write(part) : part.replaceAll(special, (found) => `\\${found}`),
    )
    .join('')
}

/** Inside single quotes a shell changes nothing. */
function quoteShell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

function toTypeScript(call: Call): string {
  const address = fillIn(call.address, /[$`\\]/gu, (name) => `\${process.env.${name}}`)
  const options = [
    ...(call.method === 'GET' ? [] : [`  method: ${quote(call.method)},`]),
    '  headers: {',
    ...(call.hasToken ? ['    Authorization: `Bearer ${process.env.ACCESS_TOKEN}`,'] : []),
    ...(call.hasRequestId ? [`    'X-Request-ID': crypto.randomUUID(),`] : []),
    `    Accept: 'application/json',`,
    ...call.headers.map(([name, value]) => `    ${quote(name)}: ${quote(value)},`),
    '  },',
    ...(call.body === undefined
      ? []
      : [`  body: JSON.stringify(${call.body.replaceAll('\n', '\n  ')}),`]),
  ]
  return [
    `const answer = await fetch(\`\${process.env.BASE_URL}${address}\`, {`,
    ...options,
    '})',
    'console.log(answer.status, await answer.text())',
  ].join('\n')
}

function quote(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return `'${escaped}'`
}
