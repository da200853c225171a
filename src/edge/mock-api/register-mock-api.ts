/** The door of every API product that a pack brings as a document: it checks a call as production would, and answers from the document. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { recordCall } from '#src/edge/http/record-call.ts'
import type { CallRecording, RecordedCall, SeenCall } from '#src/edge/http/record-call.ts'
import type { ProductTokenFacts } from '#src/domain/apps/product-access.ts'
import type { Product, ProductVersion } from '#src/domain/catalogue/products.ts'
import { buildProblem, httpProblems } from '#src/edge/http/problem.ts'
import type { FieldProblem, ProblemTable } from '#src/edge/http/problem.ts'
import { readPeer } from '#src/edge/http/peer-certificate.ts'
import {
  CallerGoneError,
  hasBody,
  isAnnouncedTooLarge,
  readBytes,
} from '#src/edge/http/read-bytes.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import type { Log } from '#src/kit/log.ts'
import { findStoreFailure } from '#src/kit/store-unavailable-error.ts'
import { buildAnswer } from './build-answer.ts'
import type { MockAnswer } from './build-answer.ts'
import { findFaults } from './check-request.ts'
import { assertMayCall, countCall, findCaller } from './identify-caller.ts'
import type { CallerSources, ProductRules } from './identify-caller.ts'
import { mockProblems } from './mock-problems.ts'
import { createMockOperations } from './mock-operations.ts'
import type { FoundMock, MockOperation, MockOperations } from './mock-operations.ts'
import { lifecycleHeaders } from './version-headers.ts'

export interface MockApiOptions extends CallRecording, CallerSources {
  readonly products: readonly Product[]
  readonly timeZone: string
  readonly publicUrl: string
  readonly log: Log
}

interface Door extends MockApiOptions {
  readonly version: ProductVersion
  readonly rules: ProductRules
  readonly operations: () => MockOperations
}

const bodyBytesMax = 1024 * 1024
const dailyQuotaUsual = 10_000
const printable = /^[\x21-\x7e]{1,128}$/u
const problems: ProblemTable = { ...httpProblems, ...mockProblems }

export async function registerMockApi(
  fastify: FastifyInstance,
  options: MockApiOptions,
): Promise<void> {
  for (const product of options.products)
    for (const version of product.versions)
      if (!version.isBuiltIn) await registerVersion(fastify, options, { product, version })
}

async function registerVersion(
  fastify: FastifyInstance,
  options: MockApiOptions,
  { product, version }: { product: Product; version: ProductVersion },
) {
  const { realm, timeZone, publicUrl } = options
  const { id: productId, isForEveryApp, dailyQuota = dailyQuotaUsual } = product
  const address = `${publicUrl}/apis/${productId}`
  const rules = { realm, productId, isForEveryApp, dailyQuota, address, timeZone }
  let compiled: MockOperations | undefined
  // Compiled at the first call: a start must not wait for every document of a large pack.
  const operations = () => (compiled ??= createMockOperations(version.document))
  const door: Door = { ...options, version, rules, operations }
  const answer = (request: FastifyRequest, reply: FastifyReply) => answerCall(door, request, reply)
  await fastify.register(async (scope) => {
    // Everything is answered before Fastify would read a body, so that the order of the checks is ours.
    scope.addHook('onRequest', answer)
    scope.all(`${version.basePath}/*`, answer)
    scope.all(version.basePath, answer)
  })
}

async function answerCall(door: Door, request: FastifyRequest, reply: FastifyReply) {
  const sent = request.headers['x-request-id']
  const requestId = typeof sent === 'string' && printable.test(sent) ? sent : request.id
  const seen: SeenCall = { requestId, operationId: 'unknown', template: 'unknown', code: null }
  const call: RecordedCall = { request, reply, seen }
  recordCall(door, call, {
    interface: door.rules.productId,
    version: door.version.version,
    service: door.rules.productId,
    isPsuPresent: false,
  })
  reply.headers({ 'x-request-id': requestId, 'cache-control': 'no-store' })
  reply.headers(lifecycleHeaders(door.version))
  try {
    return send(reply, await handleCall(door, call))
  } catch (error) {
    return error instanceof CallerGoneError ? reply.hijack() : refuse(door, call, error)
  }
}

async function handleCall(door: Door, call: RecordedCall): Promise<MockAnswer> {
  const { request, reply, seen } = call
  const [path = '', query = ''] = (request.raw.url ?? '').split(/\?(.*)/su)
  const found = door.operations().find(path.slice(door.version.basePath.length), request.method)
  if (!found) throw new DomainError('path-unknown')
  seen.template = found.template
  if (!found.mock) {
    reply.header('allow', found.allow.join(', '))
    throw new DomainError('method-not-allowed')
  }
  seen.operationId = found.mock.operation.operationId
  if (isAnnouncedTooLarge(request, bodyBytesMax)) throw new DomainError('body-too-large')
  assertFormats(found.mock, request)
  const facts = await admit(door, call)
  const bytes = await readBytes(request, bodyBytesMax)
  if (!bytes) throw new DomainError('body-too-large')
  const search = new URLSearchParams(query)
  const body = readJson(bytes, request)
  checkRequest(found, { request, search, body })
  search.sort()
  const fingerprint = `${request.method} ${path}?${search.toString()}\n${bytes.toString('base64')}`
  const source = { document: door.version.document, operations: door.operations() }
  const { prefer } = request.headers
  const answer = buildAnswer(source, found.mock, {
    worldId: facts.worldId,
    params: found.params,
    fingerprint,
    prefer: typeof prefer === 'string' ? prefer : '',
  })
  if (!answer) throw new DomainError('answer-not-declared')
  return answer
}

/** Identity, then permission, then quota. */
async function admit(door: Door, { request, seen }: RecordedCall): Promise<ProductTokenFacts> {
  const { authorization } = request.headers
  const machineNowMs = door.clock.now()
  const peer = readPeer(request.raw)
  const facts = await findCaller(door, door.rules, { authorization, peer, machineNowMs })
  seen.caller = facts
  assertMayCall(facts, door.rules)
  await countCall(door.access, door.rules, { facts, nowMs: machineNowMs + facts.clockOffsetMs })
  return facts
}

function assertFormats({ body }: MockOperation, request: FastifyRequest) {
  const { headers } = request
  const [type = ''] = (headers['content-type'] ?? '').toLowerCase().split(';')
  if (hasBody(request) && body && !body.types.includes(type.trim())) {
    throw new DomainError('media-type-unsupported')
  }
  const ranges = (headers.accept ?? '*/*').toLowerCase().split(',')
  const takesJson = ranges.some((range) => {
    const [name = '', ...parameters] = range.split(';').map((part) => part.trim())
    const isRefused = parameters.some((parameter) => /^q=0(\.0*)?$/u.test(parameter))
    return !isRefused && /^(?:\*\/\*|application\/(?:\*|(?:[\w.-]+\+)?json))$/u.test(name)
  })
  if (!takesJson) throw new DomainError('format-not-offered')
}

function readJson(bytes: Buffer, { headers }: FastifyRequest): unknown {
  if (bytes.length === 0 || !/[/+]json\b/u.test(headers['content-type'] ?? '')) return undefined
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    throw new DomainError('body-malformed')
  }
}

class FaultyRequest extends Error {
  readonly faults: readonly FieldProblem[]

  constructor(faults: readonly FieldProblem[]) {
    super('the request does not fit its contract')
    this.faults = faults
  }
}

function checkRequest(
  { mock, params }: FoundMock,
  sent: { request: FastifyRequest; search: URLSearchParams; body: unknown },
) {
  if (!mock) return // the caller has checked that there is one
  const { headers } = sent.request
  const faults = findFaults(mock, { params, query: sent.search, headers, body: sent.body })
  if (faults.length > 0) throw new FaultyRequest(faults)
}

function send(reply: FastifyReply, { status, mediaType, body, headers }: MockAnswer) {
  reply.code(status)
  for (const [name, value] of Object.entries(headers)) reply.header(name, value)
  if (mediaType === undefined) return reply.send()
  const isJson = /[/+]json\b/u.test(mediaType)
  return reply.type(mediaType).send(isJson ? JSON.stringify(body) : String(body))
}

function refuse(door: Door, { request, reply, seen }: RecordedCall, error: unknown) {
  const isFaulty = error instanceof FaultyRequest
  const failure = findStoreFailure(error)
  const known =
    failure ?? (error instanceof DomainError ? error : new DomainError('internal-error'))
  const code = isFaulty ? 'request-invalid' : known.code
  const row = problems[code]
  if (!row) throw error
  if (code === 'internal-error') {
    door.log.error({ err: error, requestId: seen.requestId }, 'a mocked call failed')
  }
  seen.code = code
  const { publicUrl } = door
  const errors = isFaulty ? { errors: error.faults } : {}
  const facts = isFaulty ? {} : known.facts
  const problem = buildProblem(row, {
    code,
    facts,
    requestId: seen.requestId,
    publicUrl,
    ...errors,
  })
  const { retryAfterSeconds } = facts
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds))
  if (row.status === 401) reply.header('www-authenticate', challengeOf(request))
  if (row.status === 413) reply.header('connection', 'close')
  return reply.code(row.status).type('application/problem+json').send(JSON.stringify(problem))
}

/** Without credentials no error is named. @see RFC 6750 §3.1 */
function challengeOf({ headers }: FastifyRequest): string {
  return headers.authorization === undefined ? 'Bearer' : 'Bearer error="invalid_token"'
}
