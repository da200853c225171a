/** What is checked of a call before anybody asks who calls: request id, size, format. */
import type { FastifyRequest } from 'fastify'
import { TppError } from './tpp-messages.ts'

export const bodyBytesMax = 64 * 1024

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu
const printable = /^[\x21-\x7e]{1,128}$/u

/** What may be echoed of a sent X-Request-ID, be it a UUID or not. */
export function echoable(sent: string | string[] | undefined): string | undefined {
  return typeof sent === 'string' && printable.test(sent) ? sent : undefined
}

/** @see BG 1.3 §4.1: X-Request-ID is mandatory and a UUID */
export function assertRequestId({ headers }: FastifyRequest): void {
  const sent = headers['x-request-id']
  if (typeof sent === 'string' && uuid.test(sent)) return
  const text = 'Send a header X-Request-ID with a new UUID in every call.'
  throw new TppError('FORMAT_ERROR', { path: 'X-Request-ID', text })
}

/** Reads a body of undeclared length only as far as the limit; no operation here has one. */
export async function assertSmall({ raw, headers }: FastifyRequest): Promise<void> {
  const text = `Send at most ${bodyBytesMax} bytes; this operation needs no body.`
  const tooLarge = () => new TppError('FORMAT_ERROR', { status: 413, text })
  if (Number(headers['content-length'] ?? 0) > bodyBytesMax) throw tooLarge()
  if (headers['transfer-encoding'] === undefined || raw.complete) return
  await new Promise<void>((resolve, reject) => {
    let bytes = 0
    raw.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > bodyBytesMax) reject(tooLarge())
    })
    raw.once('end', resolve).once('close', resolve).once('error', reject)
  })
}

/** @see RFC 9110 §12.5.1 */
export function assertAcceptsJson({ headers }: FastifyRequest): void {
  const accept = headers.accept?.trim()
  if (!accept) return
  const isFine = accept.split(',').some((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
    const isRefused = parameters.some((parameter) => /^q=0(\.0*)?$/u.test(parameter))
    return ['*/*', 'application/*', 'application/json'].includes(type) && !isRefused
  })
  if (!isFine) throw new TppError('REQUESTED_FORMATS_INVALID', { path: 'Accept' })
}
