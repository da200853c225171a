/** The door of the interface: every call passes the checks in the order of the design and leaves one record. It holds no rule of the bank. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { AccountInformation } from '#src/domain/account-information/account-information.ts'
import type { AccessFacts, AccessFactsStore } from '#src/domain/grants/access-facts.ts'
import type { Log } from '#src/kit/log.ts'
import { assertAcceptsJson, assertRequestId, assertSmall, echoable } from './checks.ts'
import { countCall } from './count-call.ts'
import type { Counting, Seen } from './count-call.ts'
import type { Xs2aOperation } from './endpoint.ts'
import { assertMayRead, findFacts } from './identity.ts'
import { getAccountList } from './operations/get-account-list.ts'
import { getBalances } from './operations/get-balances.ts'
import { getTransactionList } from './operations/get-transaction-list.ts'
import { readAccountDetails } from './operations/read-account-details.ts'
import { createRouteTable, operationIdsOf } from './route-table.ts'
import type { FindRoute, Xs2aDocument } from './route-table.ts'
import { TppError, toTppError } from './tpp-messages.ts'

export interface Xs2aOptions extends Counting {
  readonly basePath: string
  /** The parsed openapi/xs2a.yaml. */
  readonly document: Xs2aDocument
  readonly accounts: AccountInformation
  readonly accessFacts: AccessFactsStore
  readonly publicUrl: () => string
  readonly log: Log
}

interface Door extends Xs2aOptions {
  readonly findRoute: FindRoute
  readonly operations: ReadonlyMap<string, Xs2aOperation>
}

interface Call {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly seen: Seen
}

const made = [getAccountList, readAccountDetails, getBalances, getTransactionList]

/** Throws when the contract names an operation that nobody made. */
export async function registerXs2a(fastify: FastifyInstance, options: Xs2aOptions): Promise<void> {
  const operations = new Map(made.map((one) => [one.operationId, one]))
  const missing = operationIdsOf(options.document).filter((id) => !operations.has(id))
  if (missing.length > 0) throw new Error(`nobody made ${missing.join(', ')} of the contract`)
  const door: Door = { ...options, operations, findRoute: createRouteTable(options.document) }
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
  const seen: Seen = { operationId: 'unknown', template: 'unknown', code: null, requestId }
  const call: Call = { request, reply, seen }
  countCall(door, call)
  reply.header('x-request-id', requestId).header('cache-control', 'no-store')
  reply.type('application/json')
  try {
    return reply.send(JSON.stringify(await handleCall(door, call)))
  } catch (error) {
    return refuse(door, call, error)
  }
}

async function handleCall(door: Door, { request, reply, seen }: Call): Promise<object> {
  const [path = '', query = ''] = (request.raw.url ?? '').split(/\?(.*)/su)
  const route = door.findRoute(path.slice(door.basePath.length), request.method)
  if (!route) throw new TppError('RESOURCE_UNKNOWN')
  seen.template = route.template
  const operation = door.operations.get(route.operationId ?? '')
  if (!operation) {
    reply.header('allow', route.allow)
    throw new TppError('SERVICE_INVALID')
  }
  seen.operationId = operation.operationId
  assertRequestId(request)
  await assertSmall(request)
  assertAcceptsJson(request)
  const { authorization } = request.headers
  const facts = await findFacts(door.accessFacts, door.realm, authorization)
  seen.facts = facts
  const nowMs = assertMayRead(facts, door.clock.now())
  assertConsentId(request, facts)
  return operation.handle({
    reading: { facts, nowMs },
    accountId: route.accountId,
    query: new URLSearchParams(query),
    basePath: door.basePath,
    accounts: door.accounts,
    announce: (name, value) => void reply.header(name, value),
  })
}

/** The token alone suffices; a Consent-ID that is sent must be its own. */
function assertConsentId({ headers }: FastifyRequest, { consentId }: AccessFacts) {
  const sent = headers['consent-id']
  if (sent !== undefined && sent !== consentId)
    throw new TppError('CONSENT_UNKNOWN', { path: 'Consent-ID' })
}

function refuse(door: Door, { reply, seen }: Call, error: unknown) {
  const { code, status, path, text, cause } = toTppError(error)
  seen.code = code
  if (status >= 500)
    door.log.error({ err: cause ?? error, requestId: seen.requestId, code }, 'a call failed')
  // @see RFC 6750 §3
  if (status === 401) reply.header('www-authenticate', 'Bearer')
  // What is left of the body is not read.
  if (status === 413) reply.header('connection', 'close')
  reply.header('link', `<${door.publicUrl()}/errors/${code}>; rel="help"`)
  const message = { category: 'ERROR', code, ...(path && { path }), text }
  return reply.status(status).send(JSON.stringify({ tppMessages: [message] }))
}
