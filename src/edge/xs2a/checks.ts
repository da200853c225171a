/** What is checked of a call before anybody asks who calls: request id, size, format. */
import type { FastifyRequest } from 'fastify'
import { TppError } from './tpp-messages.ts'

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

const jsonOnly = ['application/json'] as const

/** @see RFC 9110 §12.5.1 */
export function assertAccepts(
  { headers }: Pick<FastifyRequest, 'headers'>,
  formats: readonly string[] = jsonOnly,
): void {
  const accept = headers.accept?.trim()
  if (!accept) return
  if (formats.some((format) => qualityOf(accept, format) > 0)) return
  throw new TppError('REQUESTED_FORMATS_INVALID', { path: 'Accept' })
}

/** Whether XML is wanted rather than JSON. */
export function wantsXml({ accept = '' }: FastifyRequest['headers']): boolean {
  return qualityOf(accept, 'application/xml') > qualityOf(accept, 'application/json')
}

/** The most that any range of the header gives the type; XML must be named. */
function qualityOf(accept: string, format: string): number {
  const ranges = format === 'application/xml' ? [format] : ['*/*', 'application/*', format]
  const found = accept.split(',').flatMap((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
    const quality = parameters.find((parameter) => parameter.startsWith('q='))
    return ranges.includes(type) ? [quality === undefined ? 1 : Number(quality.slice(2)) || 0] : []
  })
  return Math.max(0, ...found)
}
