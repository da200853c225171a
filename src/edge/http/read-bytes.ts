/** Reads the body of a request as bytes, and no further than a limit. It knows no format. How long a body may take is the listener's limit. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Leaves every body where it is: a door of this scope reads it itself, once it knows who calls, or never. */
export function leaveBodiesUnread(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', (_request, _payload, done) => {
    done(null)
  })
}

/** True when the caller announces more than the limit; nothing of it needs to be read to refuse it. */
export function isAnnouncedTooLarge({ headers }: FastifyRequest, bytesMax: number): boolean {
  return Number(headers['content-length'] ?? 0) > bytesMax
}

/** True when the caller announces a body, which may still turn out to be empty. @see RFC 9112 §6.3 */
export function hasBody({ headers }: FastifyRequest): boolean {
  const isChunked = headers['transfer-encoding'] !== undefined
  return isChunked || Number(headers['content-length'] ?? 0) > 0
}

/** The bytes, or undefined when there are more than `bytesMax`; what is over is not read. Throws when the caller hangs up. */
export async function readBytes(
  request: FastifyRequest,
  bytesMax: number,
): Promise<Buffer | undefined> {
  const { raw } = request
  if (isAnnouncedTooLarge(request, bytesMax)) return undefined
  if (!hasBody(request)) return Buffer.alloc(0)
  const chunks: Buffer[] = []
  let bytes = 0
  return new Promise((resolve, reject) => {
    const hangUp = () => reject(new CallerGoneError())
    if (raw.destroyed) return hangUp()
    raw.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes <= bytesMax) return chunks.push(chunk)
      raw.removeAllListeners('data').pause()
      return resolve(undefined)
    })
    raw.once('end', () => resolve(Buffer.concat(chunks)))
    raw.once('close', hangUp)
    raw.once('error', hangUp)
  })
}

/** Ends the connection with the answer: what is left of a body that is too large is not read. */
export function closeAfter(reply: FastifyReply): FastifyReply {
  return reply.header('connection', 'close')
}

/** Nobody waits for an answer any more. */
export class CallerGoneError extends Error {
  constructor() {
    super('the caller hung up before the body was there')
    this.name = 'CallerGoneError'
  }
}
