/** The door's mechanics for every interface: one Fastify, security headers, request ids, errors as problem details. It knows no route. */
import Fastify from 'fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { withOrigin } from '#src/domain/audit/origin.ts'
import type { DomainError } from '#src/kit/domain-error.ts'
import type { Log } from '#src/kit/log.ts'
import type { Random } from '#src/kit/random.ts'
import { findStoreFailure } from '#src/kit/store-unavailable-error.ts'
import type { StoreUnavailableError } from '#src/kit/store-unavailable-error.ts'
import { addressOfPeer } from './caller-address.ts'
import type { CallerAddresses } from './caller-address.ts'
import { compressAnswer } from './compress.ts'
import { buildProblem, httpProblems } from './problem.ts'
import { leaveBodiesUnread } from './read-bytes.ts'
import type { ProblemRow } from './problem.ts'

export interface HttpServerOptions {
  readonly log: Log
  readonly random: Random
  readonly publicUrl: string
  /** Without it the socket's address is the caller's. */
  readonly callers?: CallerAddresses
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls, as far as trusted proxies say; empty when it is not known. */
    callerAddress: string
  }
}

export const bodyBytesMax = 64 * 1024
/** As much as Node takes in a request line, so that no path is refused before its door sees it. */
const pathPartLengthMax = 16 * 1024
const uuidPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu
const yearSeconds = 31_536_000

/** What an answer carries that is no page: nothing in it may be run or shown in a frame. */
export const apiPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"

/** Makes the Fastify that all doors register with. It is reached through `routing`, not by listening itself. */
export function createHttpServer(options: HttpServerOptions): FastifyInstance {
  const fastify = Fastify({
    logger: false,
    bodyLimit: bodyBytesMax,
    // Also in a request that names its own id: that one belongs to the caller and is echoed by the interface.
    genReqId: () => options.random.uuid(),
    rewriteUrl: (request) => readableUrl(request.url ?? '/'),
    routerOptions: { maxParamLength: pathPartLengthMax, ignoreTrailingSlash: false },
  })
  leaveBodiesUnread(fastify)
  const headers = securityHeaders(options.publicUrl)
  const addressOf = options.callers?.addressOf ?? addressOfPeer
  fastify.decorateRequest('callerAddress', '')
  fastify.addHook('onRequest', (request, reply, done) => {
    request.callerAddress = addressOf(request.raw)
    reply.headers(headers)
    // Bodies are read where they are wanted, so all that a request causes runs in this context.
    withOrigin({ requestId: requestIdOf(request) }, done)
  })
  fastify.addHook('onSend', compressAnswer)
  fastify.setErrorHandler((error, request, reply) =>
    answerError(options, { error, request, reply }),
  )
  return fastify
}

/** The id that the caller knows the request by. */
function requestIdOf({ headers, id }: FastifyRequest): string {
  const named = headers['x-request-id']
  return typeof named === 'string' && uuidPattern.test(named) ? named.toLowerCase() : id
}

/** A broken percent-encoding is read as it stands, so that each door answers it as an unknown path in its own form. */
function readableUrl(url: string): string {
  try {
    decodeURIComponent(url)
    return url
  } catch {
    return url.replaceAll('%', '%25')
  }
}

function securityHeaders(publicUrl: string): Record<string, string> {
  const address = new URL(publicUrl)
  const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(address.hostname)
  const isSecure = address.protocol === 'https:' && !isLoopback
  return {
    'content-security-policy': apiPolicy,
    'x-content-type-options': 'nosniff',
    // Not no-referrer: browsers would then send `Origin: null` with our own forms.
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
    ...(isSecure
      ? { 'strict-transport-security': `max-age=${yearSeconds}; includeSubDomains` }
      : {}),
  }
}

/** Fastify's own errors that a caller can cause. */
const callerErrors: Readonly<Record<string, keyof typeof httpProblems>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media-type-unsupported',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_JSON_BODY: 'body-malformed',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'body-malformed',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'body-malformed',
  FST_ERR_BAD_URL: 'path-unknown',
}

interface Failure {
  readonly error: unknown
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

function answerError(options: HttpServerOptions, { error, request, reply }: Failure) {
  const failure = findStoreFailure(error)
  if (failure) return sendUnavailable(options, { failure, request, reply })
  const cause = error as { code?: string; statusCode?: number; validation?: unknown }
  const known = callerErrors[cause.code ?? '']
  const isParseFailure = cause.statusCode === 400 && known === undefined
  const code = known ?? (isParseFailure ? 'body-malformed' : 'internal-error')
  if (code === 'internal-error') {
    options.log.error(
      { err: error, requestId: request.id, method: request.method },
      'a request failed',
    )
  }
  return sendProblem(options, { code, request, reply })
}

/** What every door answers that has no form of its own for it. The pool has told the operator already. */
function sendUnavailable(
  options: Pick<HttpServerOptions, 'publicUrl'>,
  {
    failure,
    request,
    reply,
  }: { failure: StoreUnavailableError; request: FastifyRequest; reply: FastifyReply },
) {
  reply.header('retry-after', String(failure.facts['retryAfterSeconds']))
  return sendProblem(options, { code: failure.code, request, reply, facts: failure.facts })
}

/** Sends one of the mechanics' own problems. */
export function sendProblem(
  options: Pick<HttpServerOptions, 'publicUrl'>,
  {
    code,
    request,
    reply,
    facts = {},
  }: {
    code: keyof typeof httpProblems
    request: FastifyRequest
    reply: FastifyReply
    facts?: DomainError['facts']
  },
) {
  const row: ProblemRow = httpProblems[code]
  const { publicUrl } = options
  const problem = buildProblem(row, { code, facts, requestId: request.id, publicUrl })
  return reply
    .code(row.status)
    .type('application/problem+json')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(problem))
}
