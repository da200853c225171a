/** Calls the portal's JSON API in the same process, as the visitor: with their address, so that limits see the real source. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { PageApiAnswer, PageApiCall, PageMethod } from './page-drawing.ts'

export function callPortalApi(fastify: FastifyInstance, visitor: FastifyRequest) {
  return async (method: PageMethod, path: string, call: PageApiCall): Promise<PageApiAnswer> => {
    const headers: Record<string, string> = { host: visitor.host, accept: 'application/json' }
    if (call.sessionToken !== undefined) headers['authorization'] = `Bearer ${call.sessionToken}`
    if (call.language !== undefined) headers['accept-language'] = call.language
    const agent = visitor.headers['user-agent']
    if (agent !== undefined) headers['user-agent'] = agent
    if (call.body !== undefined) headers['content-type'] = 'application/json'
    const response = await fastify.inject({
      method,
      url: `/api/v1${path}`,
      headers,
      remoteAddress: visitor.callerAddress,
      ...(call.body === undefined ? {} : { payload: JSON.stringify(call.body) }),
    })
    return {
      status: response.statusCode,
      // Bytes of their own, so that they can change hands.
      bytes: new Uint8Array(response.rawPayload),
      headers: { 'retry-after': response.headers['retry-after']?.toString() },
    }
  }
}

/** The mails shown instead of sent, newest first as the address gives them. */
export async function readMailbox(
  fastify: FastifyInstance,
  visitor: FastifyRequest,
): Promise<unknown> {
  const headers = { host: visitor.host, accept: 'application/json' }
  const remoteAddress = visitor.raw.socket.remoteAddress ?? ''
  const response = await fastify.inject({
    method: 'GET',
    url: '/mailbox.json',
    headers,
    remoteAddress,
  })
  const { statusCode: status } = response
  return { status, mails: status === 200 ? response.json() : [] }
}
