/** Puts an answer on the wire past the framework's sending: an answer to a known caller is never compressed, and its length is known. */
import type { FastifyReply } from 'fastify'
import { JsonBytes, XmlBody } from './endpoint.ts'
import type { Xs2aAnswer } from './endpoint.ts'

/** Headers set on the reply before are sent along. */
export function sendAnswer(reply: FastifyReply, { status, body }: Xs2aAnswer): FastifyReply {
  if (body === undefined) return reply.status(status).removeHeader('content-type').send()
  const { bytes, type } = toBytes(body)
  reply.hijack()
  reply.raw.writeHead(status, {
    // Set by ourselves; none is undefined.
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': `${type}; charset=utf-8`,
    'content-length': Buffer.byteLength(bytes),
  })
  reply.raw.end(bytes)
  return reply
}

function toBytes(body: object): { readonly bytes: string | Buffer; readonly type: string } {
  if (body instanceof JsonBytes) return { bytes: body.bytes, type: 'application/json' }
  if (body instanceof XmlBody) return { bytes: body.text, type: 'application/xml' }
  return { bytes: JSON.stringify(body), type: 'application/json' }
}
