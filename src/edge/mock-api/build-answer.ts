/** Chooses the answer of a mocked operation: from the examples of its document, else from the schema; the same for the same request in a World. */
import { createHash } from 'node:crypto'
import { resolveRef } from '#src/domain/api-documents/api-document.ts'
import type { ApiDocument } from '#src/domain/api-documents/api-document.ts'
import { isObject, objectOf } from '#src/domain/api-documents/json.ts'
import type { JsonObject } from '#src/domain/api-documents/json.ts'
import { sampleAnswer } from '#src/domain/api-documents/sample.ts'
import type { MockOperation, MockOperations } from './mock-operations.ts'
import { trimToFit } from './trim-to-fit.ts'

export interface AnswerWish {
  readonly worldId: string
  readonly params: Readonly<Record<string, string>>
  /** What makes two requests the same: method, path, ordered query, body. */
  readonly fingerprint: string
  /** The header `Prefer` (RFC 7240): `code=404`, `example=name`. */
  readonly prefer: string
}

export interface MockAnswer {
  readonly status: number
  readonly mediaType?: string
  readonly body?: unknown
  readonly headers: Readonly<Record<string, string>>
}

/** Undefined when `Prefer: code` names a status that the operation does not declare. */
export function buildAnswer(
  source: { readonly document: ApiDocument; readonly operations: MockOperations },
  { operation }: MockOperation,
  wish: AnswerWish,
): MockAnswer | undefined {
  const responses = objectOf(operation.raw['responses'])
  const status = chooseStatus(Object.keys(responses), preferenceOf(wish.prefer, 'code'))
  if (status === undefined) return undefined
  const response = resolveRef(source.document, responses[status.key])
  const headers = sampleHeaders(source.document, response)
  const content = Object.entries(objectOf(response['content']))
  const [type, media] = content.find(([name]) => /[/+]json\b/u.test(name)) ?? content[0] ?? []
  if (type === undefined) return { status: status.code, headers }
  const body = chooseBody(source, objectOf(media), wish)
  return { status: status.code, mediaType: type, body, headers }
}

/** The lowest success; `default` stands for any status that is not declared. */
function chooseStatus(
  declared: readonly string[],
  wanted: string | undefined,
): { key: string; code: number } | undefined {
  if (wanted !== undefined) {
    const range = `${wanted.slice(0, 1)}XX`
    const key = [wanted, range, 'default'].find((one) => declared.includes(one))
    return key !== undefined && /^[1-5]\d\d$/u.test(wanted)
      ? { key, code: Number(wanted) }
      : undefined
  }
  const [success] = declared.filter((one) => /^2\d\d$/u.test(one)).toSorted()
  if (success !== undefined) return { key: success, code: Number(success) }
  const any = declared.find((one) => one === '2XX' || one === 'default')
  return any === undefined ? undefined : { key: any, code: 200 }
}

function chooseBody(
  { document, operations }: { document: ApiDocument; operations: MockOperations },
  media: JsonObject,
  wish: AnswerWish,
): unknown {
  const chosen = chooseExample(document, media, wish)
  const schema = media['schema']
  const fitting = { document, fits: operations.fits }
  const body =
    chosen === undefined
      ? trimToFit(fitting, schema ?? {}, sampleAnswer(document, schema ?? {}))
      : chosen
  const echoed = echoParams(body, wish.params)
  // What the caller named comes back, as long as the answer stays as its schema says.
  return schema !== undefined && operations.fits(schema, echoed) ? echoed : body
}

function chooseExample(document: ApiDocument, media: JsonObject, wish: AnswerWish): unknown {
  const named = Object.entries(objectOf(media['examples'])).map(
    ([name, node]) => [name, resolveRef(document, node)['value']] as const,
  )
  const examples = named.filter(([, value]) => value !== undefined)
  if (examples.length === 0) return media['example']
  const preferred = preferenceOf(wish.prefer, 'example')
  const asked = examples.find(([name]) => name === preferred)
  if (asked) return asked[1]
  const fitting = examples.filter(([, value]) => isAbout(value, wish.params))
  const choices = fitting.length > 0 ? fitting : examples
  const digest = createHash('sha256').update(`${wish.worldId}\n${wish.fingerprint}`).digest()
  return choices[digest.readUInt32BE() % choices.length]?.[1]
}

/** True when an example carries the very value that the path names. */
function isAbout(value: unknown, params: AnswerWish['params']): boolean {
  if (!isObject(value)) return false
  return Object.entries(params).some(([name, text]) =>
    fieldsFor(name).some((field) => value[field] === text),
  )
}

function echoParams(body: unknown, params: AnswerWish['params']): unknown {
  if (!isObject(body)) return body
  const entries = Object.entries(params)
  const changes = entries.flatMap(([name, text], index) => {
    const isLast = index === entries.length - 1
    const field = fieldsFor(name).find(
      (one) => typeof body[one] === 'string' && (one === name || isLast),
    )
    return field === undefined ? [] : [[field, text] as const]
  })
  return { ...body, ...Object.fromEntries(changes) }
}

/** `branchId` and `branch-id` may be called `id` in the thing itself. */
function fieldsFor(name: string): readonly string[] {
  return /id$/iu.test(name) && name.toLowerCase() !== 'id' ? [name, 'id'] : [name]
}

function sampleHeaders(document: ApiDocument, response: JsonObject): Record<string, string> {
  const entries = Object.entries(objectOf(response['headers'])).flatMap(([name, node]) => {
    const header = resolveRef(document, node)
    const value = header['example'] ?? sampleAnswer(document, header['schema'] ?? {})
    const isPlain = ['string', 'number', 'boolean'].includes(typeof value)
    const text = isPlain ? String(value) : ''
    return /^[\x20-\x7e]+$/u.test(text) && name.toLowerCase() !== 'content-type'
      ? [[name.toLowerCase(), text] as const]
      : []
  })
  return Object.fromEntries(entries)
}

function preferenceOf(prefer: string, name: string): string | undefined {
  const parts = prefer.split(/[,;]/u).map((part) => part.trim().split('='))
  const value = parts.find(([key]) => key?.toLowerCase() === name)?.[1]
  return value?.replaceAll(/^"|"$/gu, '')
}
