/** Binds a contract to its operations: each operation of the document has exactly one, and what it declares is checked here. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '#src/kit/domain-error.ts'
import type { Log } from '#src/kit/log.ts'
import { toLimitedSource } from './caller-address.ts'
import type { Contract, ContractOperation } from './contract.ts'
import { bodyBytesMax as usualBytesMax, sendProblem } from './http-server.ts'
import { buildProblem, httpProblems } from './problem.ts'
import { FieldProblemsError } from './field-problems.ts'
import type { FieldProblem, ProblemTable } from './problem.ts'
import { isJson, parseJson, readBody } from './read-bodies.ts'
import type { OwnReader } from './read-bodies.ts'
import { CallerGoneError, closeAfter } from './read-bytes.ts'
import { isAnnouncedTooLarge, leaveBodiesUnread } from './read-bytes.ts'
import { RequestInvalidError } from './request-invalid-error.ts'
import { createValidators } from './validators.ts'
import type { OperationValidators } from './validators.ts'

/** A checked call. What the contract promises of `params`, `query` and `body` holds when an operation sees them. */
export interface Call<Identity> {
  readonly identity: Identity
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, unknown>>
  readonly body: unknown
  /** What limits count of the caller: the address, of IPv6 its network. Proxies are believed only when they are trusted. */
  readonly source: string
}

export interface Answer {
  readonly status: number
  readonly body?: unknown
  /** The body as JSON in UTF-8 that was made before, in place of `body`. */
  readonly json?: Uint8Array
}

/** One operation of a contract. */
export interface Operation<Identity> {
  readonly operationId: string
  /** Of the body, when it may be larger than usual, or must be smaller. */
  readonly bodyBytesMax?: number
  /**
   * Reads and judges the body instead of the contract's schema, for bodies that would hold the thread: it must do so
   * elsewhere. What it answers becomes the body of the call. Throws RequestInvalidError, or a DomainError of the table.
   */
  readonly readBody?: OwnReader
  handle(call: Call<Identity>): Promise<Answer>
}

export interface ContractBinding<Identity> {
  readonly contract: Contract
  readonly operations: readonly Operation<Identity>[]
  /** Finds out who calls, when the operation wants to know; throws a DomainError of the table otherwise. */
  identify(request: FastifyRequest): Promise<Identity>
  /** Given to operations that need nobody to sign in. */
  readonly nobody: Identity
  readonly problems: ProblemTable
  readonly publicUrl: string
  readonly log: Log
  /** True makes an answer outside the contract a 500. */
  readonly isAnswerChecked: boolean
}

const jsonType = 'application/json'

/** Registers every operation below the contract's base path; throws when contract and operations do not fit. */
export async function bindContract<Identity>(
  fastify: FastifyInstance,
  binding: ContractBinding<Identity>,
): Promise<void> {
  const { contract } = binding
  const byId = new Map(binding.operations.map((operation) => [operation.operationId, operation]))
  assertComplete(contract, byId)
  const validatorsOf = createValidators(contract)
  await fastify.register(
    (scope, _options, done) => {
      leaveBodiesUnread(scope)
      scope.setNotFoundHandler((request, reply) =>
        sendProblem(binding, { code: 'path-unknown', request, reply }),
      )
      for (const operation of contract.operations) {
        const handler = byId.get(operation.operationId)
        if (!handler) continue // assertComplete has thrown
        const bound = { operation, handler, validators: validatorsOf(operation) }
        assertReadable(bound)
        const answerCall = (request: FastifyRequest, reply: FastifyReply) =>
          answer(binding, bound, { request, reply })
        // Everything is answered before Fastify would read a body, so that nobody makes us work before we know who calls.
        scope.route({
          method: operation.method,
          url: toRoutePath(operation.path),
          onRequest: answerCall,
          handler: answerCall,
        })
      }
      refuseOtherMethods(scope, binding)
      done()
    },
    { prefix: contract.basePath },
  )
}

function assertComplete(contract: Contract, byId: ReadonlyMap<string, unknown>) {
  const declared = new Set(contract.operations.map((operation) => operation.operationId))
  const missing = [...declared].filter((id) => !byId.has(id))
  const extra = [...byId.keys()].filter((id) => !declared.has(id))
  if (missing.length + extra.length === 0) return
  throw new Error(
    `contract and operations differ: missing ${missing.join()}; extra ${extra.join()}`,
  )
}

/** What is no JSON must be read by the operation itself. */
function assertReadable<Identity>({ operation, handler }: Bound<Identity>) {
  const other = operation.body?.mediaTypes.filter((type) => !isJson(type)) ?? []
  if (other.length === 0 || handler.readBody) return
  throw new Error(`${operation.operationId} names ${other.join()} and does not read it`)
}

/** The router treats "-" as the end of a parameter, so names are written without it. */
function toRoutePath(path: string): string {
  return path.replaceAll(/\{([^}]+)\}/gu, (_match, name: string) => `:${name.replaceAll('-', '_')}`)
}

function refuseOtherMethods<Identity>(scope: FastifyInstance, binding: ContractBinding<Identity>) {
  const { operations } = binding.contract
  for (const path of new Set(operations.map((operation) => operation.path))) {
    const own = operations.filter((operation) => operation.path === path)
    const allowed = own.map((operation) => operation.method)
    if (allowed.includes('GET')) allowed.push('HEAD')
    scope.route({
      method: ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'].filter(
        (method) => !allowed.includes(method),
      ),
      url: toRoutePath(path),
      handler: (request, reply) =>
        sendProblem(binding, {
          code: 'method-not-allowed',
          request,
          reply: reply.header('allow', allowed.join(', ')),
        }),
    })
  }
}

interface Bound<Identity> {
  readonly operation: ContractOperation
  readonly handler: Operation<Identity>
  readonly validators: OperationValidators
}

interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** Size as it is announced, identity, body, form, then the operation. */
async function answer<Identity>(
  binding: ContractBinding<Identity>,
  bound: Bound<Identity>,
  exchange: Exchange,
) {
  const { request, reply } = exchange
  reply.header('cache-control', 'no-store')
  try {
    const { body: named, security, isSignInOptional } = bound.operation
    const { bodyBytesMax: bytesMax = usualBytesMax, readBody: own } = bound.handler
    if (named && isAnnouncedTooLarge(request, bytesMax)) throw new DomainError('body-too-large')
    const isAnonymous = isSignInOptional && request.headers.authorization === undefined
    const isOpen = security.length === 0 || isAnonymous
    const identity = isOpen ? binding.nobody : await binding.identify(request)
    const body = await readBody(request, { bytesMax, types: named?.mediaTypes, own })
    const call = readCall(request, { identity, body })
    const errors = findProblems(bound, call)
    if (errors.length > 0) throw new RequestInvalidError(errors)
    const result = await bound.handler.handle(call)
    return send(binding, bound, { exchange, result })
  } catch (error) {
    return refuse(binding, exchange, error)
  }
}

function refuse<Identity>(binding: ContractBinding<Identity>, exchange: Exchange, error: unknown) {
  if (error instanceof CallerGoneError) return exchange.reply.hijack()
  if (error instanceof RequestInvalidError)
    return sendCode(binding, exchange, { code: 'request-invalid', errors: error.problems })
  if (!(error instanceof DomainError)) throw error
  const errors = error instanceof FieldProblemsError ? { errors: error.errors } : {}
  return sendCode(binding, exchange, { code: error.code, facts: error.facts, ...errors })
}

function readCall<Identity>(
  request: FastifyRequest,
  { identity, body }: Pick<Call<Identity>, 'identity' | 'body'>,
): Call<Identity> {
  return {
    identity,
    params: request.params as Record<string, string>, // the router's own output
    query: request.query as Record<string, unknown>, // the query parser's own output
    body,
    source: toLimitedSource(request.callerAddress),
  }
}

function findProblems<Identity>(
  { operation, handler, validators }: Bound<Identity>,
  call: Call<Identity>,
): readonly FieldProblem[] {
  const { body } = call
  const values = Object.assign(call.query, call.params)
  const found = validators.parameters(values)
  const isJudged = handler.readBody !== undefined && body !== undefined
  const isMissable = operation.body?.required !== true && body === undefined
  if (!operation.body || isJudged || isMissable) return found
  return [...found, ...validators.body(body)]
}

function send<Identity>(
  binding: ContractBinding<Identity>,
  { operation, validators }: Bound<Identity>,
  { exchange, result }: { exchange: Exchange; result: Answer },
) {
  const { request, reply } = exchange
  if (binding.isAnswerChecked) {
    const body: unknown = result.json === undefined ? result.body : parseJson(result.json)
    const wrong = validators.answer(result.status, jsonType, body)
    if (wrong !== undefined) {
      binding.log.error(
        { operationId: operation.operationId, wrong, requestId: request.id },
        'an answer outside the contract',
      )
      return sendProblem(binding, { code: 'internal-error', request, reply })
    }
  }
  reply.code(result.status)
  reply.type(`${jsonType}; charset=utf-8`)
  const { body, json } = result
  if (json) return reply.send(Buffer.from(json.buffer, json.byteOffset, json.byteLength))
  return body === undefined
    ? reply.removeHeader('content-type').send()
    : reply.send(JSON.stringify(body))
}

function sendCode<Identity>(
  binding: ContractBinding<Identity>,
  { request, reply }: Exchange,
  wrong: { code: string; facts?: DomainError['facts']; errors?: readonly FieldProblem[] },
) {
  const table: ProblemTable = { ...httpProblems, ...binding.problems }
  const row = table[wrong.code]
  if (!row) throw new Error(`no row for the code ${wrong.code} in the table of this edge`)
  const { publicUrl } = binding
  const problem = buildProblem(row, { ...wrong, requestId: request.id, publicUrl })
  const retryAfter = wrong.facts?.['retryAfterSeconds']
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter))
  if (row.status === 413) closeAfter(reply)
  if (row.status === 401) reply.header('www-authenticate', row.challenge ?? 'Bearer')
  return reply.code(row.status).type('application/problem+json').send(JSON.stringify(problem))
}
