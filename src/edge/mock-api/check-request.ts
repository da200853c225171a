/** Holds parameters, headers and body of a call against its operation; every fault is named with its place. */
import type { IncomingHttpHeaders } from 'node:http'
import type { ErrorObject } from 'ajv/dist/2020.js'
import { cutFaults } from '#src/edge/http/problem.ts'
import type { FieldProblem } from '#src/edge/http/problem.ts'
import type { MockOperation, MockParameter } from './mock-operations.ts'

export interface MockRequest {
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  /** Parsed JSON; undefined without a body. */
  readonly body: unknown
}

/** Headers that the framework of OpenAPI leaves to HTTP itself. @see OpenAPI 3.1 §4.8.12.1 */
const notParameters = new Set(['accept', 'content-type', 'authorization'])

export function findFaults(mock: MockOperation, request: MockRequest): FieldProblem[] {
  const faults = mock.parameters.flatMap((parameter) => checkParameter(parameter, request))
  return [...faults, ...checkBody(mock, request)]
}

function checkParameter(parameter: MockParameter, request: MockRequest): FieldProblem[] {
  const { name, isRequired, validate } = parameter
  if (parameter.in === 'header' && notParameters.has(name.toLowerCase())) return []
  const value = readValue(parameter, request)
  if (value === undefined) {
    const detail = 'This parameter is needed.'
    return isRequired ? [{ pointer: name, code: 'required', detail }] : []
  }
  if (validate({ value })) return []
  return (validate.errors ?? []).map((error) => ({
    ...toFault(error, '/value'),
    pointer: `${name}${error.instancePath.slice('/value'.length)}`,
  }))
}

function readValue(
  { name, in: place, isArray, isJoined }: MockParameter,
  { params, query, headers }: MockRequest,
): unknown {
  const all = place === 'query' ? query.getAll(name) : [textIn(place, name, { params, headers })]
  const given = all.filter((one) => one !== undefined)
  if (given.length === 0) return undefined
  if (!isArray) return given[0]
  return isJoined ? given.flatMap((one) => one.split(',')) : given
}

function textIn(
  place: MockParameter['in'],
  name: string,
  { params, headers }: Pick<MockRequest, 'params' | 'headers'>,
): string | undefined {
  if (place === 'path') return params[name]
  const value = headers[name.toLowerCase()]
  return Array.isArray(value) ? value.join(',') : value
}

function checkBody({ body }: MockOperation, { body: sent }: MockRequest): FieldProblem[] {
  if (!body) return []
  if (sent === undefined) {
    const detail = 'This operation needs a body.'
    return body.isRequired ? [{ pointer: '', code: 'required', detail }] : []
  }
  if (!body.validate || body.validate(sent)) return []
  return [...cutFaults(body.validate.errors ?? [], (error) => toFault(error, ''))]
}

function toFault(error: ErrorObject, prefix: string): FieldProblem {
  const { keyword, params, message } = error
  const place = error.instancePath.slice(prefix.length)
  if (keyword === 'required') {
    const pointer = `${place}/${String(params['missingProperty'])}`
    return { pointer, code: 'required', detail: 'This field is needed.' }
  }
  if (keyword === 'additionalProperties') {
    const pointer = `${place}/${String(params['additionalProperty'])}`
    return { pointer, code: 'unknown', detail: 'There is no such field.' }
  }
  return { pointer: place, code: keyword, detail: `It ${message ?? 'does not fit'}.` }
}
