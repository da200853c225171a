/** Calls the portal's JSON API in the same process, as the visitor: with their address, so that limits see the real source. */
import type { FastifyInstance, FastifyRequest } from 'fastify'

interface ApiCall {
  body?: unknown
  sessionToken?: string
  language?: string
}

interface ApiAnswer {
  status: number
  body: unknown
  headers: Record<string, string | undefined>
}

const unavailable = 503

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export function callPortalApi(fastify: FastifyInstance, visitor: FastifyRequest) {
  return async (method: Method, path: string, call: ApiCall = {}): Promise<ApiAnswer> => {
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
      body: toJson(response.payload),
      headers: { 'retry-after': response.headers['retry-after']?.toString() },
    }
  }
}

function toJson(text: string): unknown {
  return text === '' ? undefined : JSON.parse(text)
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
  // The page for it is drawn by the pages themselves.
  if (response.statusCode === unavailable) throw new Response(null, { status: unavailable })
  if (response.statusCode !== 200) throw new Error(`the mailbox answered ${response.statusCode}`)
  return response.json()
}
