/** The door of the interface: every call passes the checks in the order of the design and leaves one record. It holds no rule of the bank. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { recordCall } from '#src/edge/http/record-call.ts'
import type { CallRecording, RecordedCall, SeenCall } from '#src/edge/http/record-call.ts'
import type { OpenApiDocument } from '#src/edge/http/contract.ts'
import type { Log } from '#src/kit/log.ts'
import { isToldByStore } from '#src/kit/store-unavailable-error.ts'
import { answerOnce } from './answer-once.ts'
import { assertAccepts, assertRequestId, echoable } from './checks.ts'
import { mediaTypes, toErrorBody } from './error-body.ts'
import type { ErrorForm } from './error-body.ts'
import { JsonBytes, XmlBody } from './endpoint.ts'
import type { Xs2aAnswer, Xs2aCall, Xs2aServices } from './endpoint.ts'
import { assertRole, identify } from './identity.ts'
import type { IdentityStores } from './identity.ts'
import { assertIdentification, assertOffered } from './offered.ts'
import { operations } from './operations.ts'
import { CallerGoneError } from '#src/edge/http/read-bytes.ts'
import { readPeer } from '#src/edge/http/peer-certificate.ts'
import { assertJsonType, parseBody, readBodyBytes } from './read-body.ts'
import { createRouteTable, operationIdsOf } from './route-table.ts'
import type { FindRoute, Xs2aDocument } from './route-table.ts'
import { TppError, toTppError } from './tpp-messages.ts'
import { sendAnswer } from './send-answer.ts'
import { createCallValidator } from './validate-call.ts'
import type { CallValidator } from './validate-call.ts'

export interface Xs2aOptions extends CallRecording, IdentityStores {
  readonly basePath: string
  /** The parsed openapi/xs2a.yaml. */
  readonly document: OpenApiDocument & Xs2aDocument
  readonly services: Xs2aServices
  readonly publicUrl: () => string
  /** The bank's own form of errors. */
  readonly errorForm: ErrorForm
  /** Whether answers are held against the contract before they leave; tests do. */
  readonly isAnswerChecked: boolean
  readonly log: Log
}

interface Door extends Xs2aOptions {
  readonly findRoute: FindRoute
  readonly validator: CallValidator
}

/** Throws when the contract names an operation that nobody made. */
export async function registerXs2a(fastify: FastifyInstance, options: Xs2aOptions): Promise<void> {
  const missing = operationIdsOf(options.document).filter((id) => !operations.has(id))
  if (missing.length > 0) throw new Error(`nobody made ${missing.join(', ')} of the contract`)
  const findRoute = createRouteTable(options.document)
  const validator = createCallValidator(options.document)
  const door: Door = { ...options, findRoute, validator }
  const answer = (request: FastifyRequest, reply: FastifyReply) => answerCall(door, request, reply)
  await fastify.register(async (scope) => {
    // Everything is answered before Fastify would read a body, so that the order of the checks is ours.
    scope.addHook('onRequest', answer)
    scope.all(`${options.basePath}/*`, answer)
    scope.all(options.basePath, answer)
  })
}

async function answerCall(door: Door, request: FastifyRequest, reply: FastifyReply) {
  const requestId = echoable(request.headers['x-request-id']) ?? door.random.uuid()
  const seen: SeenCall = { operationId: 'unknown', template: 'unknown', code: null, requestId }
  const call: RecordedCall = { request, reply, seen }
  recordCall(door, call, {
    interface: 'xs2a',
    version: 'v1',
    service: 'account-information',
    isPsuPresent: request.headers['psu-ip-address'] !== undefined,
  })
  reply.header('x-request-id', requestId).header('cache-control', 'no-store')
  reply.type('application/json')
  try {
    const answer = await handleCall(door, call)
    assertContract(door, seen, answer)
    return sendAnswer(reply, answer)
  } catch (error) {
    return error instanceof CallerGoneError ? reply.hijack() : refuse(door, call, error)
  }
}

/** An answer outside the contract is a fault of ours; looked for where the composition asks for it. */
function assertContract(
  { isAnswerChecked, validator, log }: Door,
  { operationId, requestId }: SeenCall,
  { status, body }: Xs2aAnswer,
) {
  if (!isAnswerChecked) return
  const wrong = validator.judgeAnswer(operationId, { status, ...toPlain(body) })
  if (wrong === undefined) return
  log.error({ operationId, wrong, requestId }, 'an answer outside the contract')
  throw new TppError('INTERNAL_SERVER_ERROR')
}

function toPlain(body: object | undefined): { readonly type: string; readonly body: unknown } {
  if (body instanceof XmlBody) return { type: 'application/xml', body: body.text }
  const isBytes = body instanceof JsonBytes
  return { type: 'application/json', body: isBytes ? JSON.parse(String(body.bytes)) : body }
}

async function handleCall(door: Door, { request, reply, seen }: RecordedCall): Promise<Xs2aAnswer> {
  const [path = '', query = ''] = (request.raw.url ?? '').split(/\?(.*)/su)
  const route = door.findRoute(path.slice(door.basePath.length), request.method)
  if (!route) throw new TppError('RESOURCE_UNKNOWN')
  seen.template = route.template
  const operation = operations.get(route.operationId ?? '')
  if (!operation) {
    reply.header('allow', route.allow)
    throw new TppError('SERVICE_INVALID')
  }
  seen.operationId = operation.operationId
  if (operation.role === 'PIISP') seen.service = 'funds-confirmation'
  assertRequestId(request)
  const bytes = await readBodyBytes(request)
  assertJsonType(request, bytes)
  assertAccepts(request, operation.formats)
  const { headers } = request
  const { authorization } = headers
  const machineNowMs = door.clock.now()
  const shown = { realm: door.realm, authorization, peer: readPeer(request.raw), machineNowMs }
  const caller = await identify(door, shown)
  seen.caller = caller
  assertRole(caller, operation.role ?? 'AISP')
  const nowMs = machineNowMs + caller.clockOffsetMs
  const body = parseBody(bytes)
  door.validator.assertCall(operation.operationId, { headers, body })
  const requestId = String(headers['x-request-id'])
  const call: Xs2aCall = {
    caller,
    nowMs,
    headers,
    body,
    params: route.params,
    query: new URLSearchParams(query),
    basePath: door.basePath,
    services: door.services,
    announce: (name, value) => void reply.header(name, value),
    perform: performNothing,
  }
  await assertIdentification(call, shown.peer)
  await assertOffered(operation, call)
  return answerOnce(operation, call, { method: request.method, path, requestId, bytes })
}

/** `answerOnce` hands a write its own. */
function performNothing(): Promise<never> {
  throw new Error('a read performs no act')
}

async function refuse(door: Door, { reply, seen }: RecordedCall, error: unknown) {
  const { code, status, path, text, cause, links, retryAfterSeconds } = toTppError(error)
  seen.code = code
  if (status >= 500 && !isToldByStore(error))
    door.log.error({ err: cause ?? error, requestId: seen.requestId, code }, 'a call failed')
  // @see RFC 6750 §3
  if (status === 401) reply.header('www-authenticate', 'Bearer')
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds))
  // What is left of the body is not read.
  if (status === 413) reply.header('connection', 'close')
  reply.header('link', `<${door.publicUrl()}/errors/${code}>; rel="help"`)
  const form = await errorFormOf(door, seen)
  reply.status(status).type(mediaTypes[form])
  const type = `${door.publicUrl()}/errors/${code}`
  return reply.send(toErrorBody(form, { code, status, path, text, type, links }))
}

/** That of the caller's World; the bank's own while nobody knows who calls, or the store does not answer. */
async function errorFormOf(door: Door, { caller }: SeenCall): Promise<ErrorForm> {
  if (!caller) return door.errorForm
  try {
    return (await door.services.profileOf(caller.worldId)).errorForm
  } catch {
    return door.errorForm
  }
}
