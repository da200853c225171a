/** A call before it is sent: made out of an operation of the document, with values that fit. What spoils it is elsewhere. */
import type { ContractOperation } from '#src/edge/http/contract.ts'
import { makeValue } from './values.ts'
import type { Source } from './values.ts'

export interface Draft {
  readonly operation: ContractOperation
  method: string
  /** Below the mount, as it stands in the request line, without its query. */
  path: string
  query: [string, string][]
  headers: [string, string][]
  json?: unknown
  /** Sent instead of `json`. */
  bytes?: Buffer
}

/** A call as it goes out. */
export interface Sent {
  readonly method: string
  readonly path: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Buffer | undefined
}

export type Headers = Readonly<Record<string, string>>

/** A call that should be taken, as far as the document tells. */
export function makeDraft(source: Source, operation: ContractOperation, signedIn: Headers): Draft {
  const { chance } = source
  const query: [string, string][] = []
  const headers: [string, string][] = Object.entries(signedIn)
  for (const { name, in: place, required, schema } of operation.parameters) {
    const isGiven = headers.some(([one]) => one.toLowerCase() === name.toLowerCase())
    if (place === 'path' || isGiven || (required !== true && !chance.happens(40))) continue
    const value = String(makeValue(source, schema, name))
    if (place === 'query') query.push([name, value])
    else headers.push([name, value])
  }
  const draft = { operation, method: operation.method, path: makePath(source, operation) }
  const { body } = operation
  if (!body || (!body.required && chance.happens(50))) return { ...draft, query, headers }
  headers.push(['content-type', chance.pick(body.mediaTypes)])
  return { ...draft, query, headers, json: makeBody(source, operation) }
}

function makePath(source: Source, { path, parameters }: ContractOperation): string {
  const { chance, known } = source
  const places = known.places(path)
  const place = places.length > 0 && chance.happens(85) ? chance.pick(places) : {}
  let before = ''
  return path
    .split('/')
    .map((segment) => {
      const parent = before
      before = segment
      const name = /^\{(.+)\}$/u.exec(segment)?.[1]
      if (name === undefined) return segment
      const nearer = known.texts(`${parent}.${name}`)
      const schema = parameters.find((one) => one.name === name)?.schema
      const made = nearer.length > 0 ? chance.pick(nearer) : makeValue(source, schema, name)
      return encodeURIComponent(place[name] ?? String(made))
    })
    .join('/')
}

/** The example of the document as often as what the schema allows: rules that no schema knows hold for it. */
function makeBody(source: Source, operation: ContractOperation): unknown {
  const { document, chance } = source
  const raw = document.paths[operation.path]?.[operation.method.toLowerCase()] as {
    requestBody?: { content: Record<string, { example?: unknown }> }
  } // our own documents are held to OpenAPI 3.1 by a test
  const example = raw.requestBody?.content['application/json']?.example
  if (example !== undefined && chance.happens(50)) return structuredClone(example)
  return makeValue(source, operation.body?.schema, '')
}

export function toSent(mount: string, draft: Draft): Sent {
  const { method, query, headers, json, bytes } = draft
  const words = query.map(([name, value]) => `${encode(name)}=${encode(value)}`)
  const path = `${mount}${draft.path}${words.length > 0 ? `?${words.join('&')}` : ''}`
  const text = json === undefined ? undefined : Buffer.from(JSON.stringify(json))
  return { method, path, headers, body: bytes ?? text }
}

/** What is encoded already stays so, and what has half a character too. */
function encode(text: string): string {
  return /^[\w.~%-]*$/u.test(text) ? text : encodeURIComponent(text.toWellFormed())
}
