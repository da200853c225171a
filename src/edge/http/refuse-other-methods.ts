/** Answers 405 with Allow where an address is known and the method is not. It knows no address of its own: it notes what the doors register. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendProblem } from './http-server.ts'

/** Those that the router can be given; any other is no method of ours. */
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'] as const

export interface OtherMethods {
  /** Registers the refusals; called once, when every door has registered its addresses. */
  refuse(): void
  /** Refuses, as for an address of pages, a method that no page has. */
  refuseUnlessOfPages(request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined
}

/** Begins to note addresses; called before the first door registers. @see RFC 9110 §15.5.6 */
export function noteMethods(
  fastify: FastifyInstance,
  options: { readonly publicUrl: string },
): OtherMethods {
  const known = new Map<string, Set<string>>()
  let isRefusing = false
  fastify.addHook('onRoute', ({ url, method }) => {
    if (isRefusing) return
    const noted = known.get(url) ?? new Set<string>()
    for (const one of [method].flat()) noted.add(one)
    known.set(url, noted)
  })
  const refuse = (request: FastifyRequest, reply: FastifyReply, allowed: readonly string[]) =>
    sendProblem(options, {
      code: 'method-not-allowed',
      request,
      reply: reply.header('allow', allowed.join(', ')),
    })
  return {
    refuse() {
      isRefusing = true
      for (const [url, noted] of known) {
        const missing = methods.filter((method) => !noted.has(method))
        if (missing.length === 0) continue
        const allowed = methods.filter((method) => noted.has(method))
        const route = { method: missing, url, exposeHeadRoute: false }
        fastify.route({ ...route, handler: (request, reply) => refuse(request, reply, allowed) })
      }
    },
    refuseUnlessOfPages: (request, reply) =>
      request.method === 'GET' || request.method === 'HEAD' || request.method === 'POST'
        ? undefined
        : refuse(request, reply, ['GET', 'HEAD']),
  }
}
