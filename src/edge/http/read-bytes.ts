/** Reads the body of a request as bytes, and no further than a limit. It knows no format. */
import type { FastifyRequest } from 'fastify'

/** The bytes, or undefined when there are more than `bytesMax`; what is over is not read. */
export async function readBytes(
  { raw, headers }: FastifyRequest,
  bytesMax: number,
): Promise<Buffer | undefined> {
  if (Number(headers['content-length'] ?? 0) > bytesMax) return undefined
  const isDeclared = Number(headers['content-length'] ?? 0) > 0
  if (!isDeclared && headers['transfer-encoding'] === undefined) return Buffer.alloc(0)
  const chunks: Buffer[] = []
  let bytes = 0
  return new Promise((resolve, reject) => {
    raw.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > bytesMax) resolve(undefined)
      else chunks.push(chunk)
    })
    raw.once('end', () => resolve(Buffer.concat(chunks)))
    raw.once('close', () => resolve(Buffer.concat(chunks)))
    raw.once('error', reject)
  })
}
