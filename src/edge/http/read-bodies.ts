/** Reads the bodies that a contract names as JSON. Other notations are read by the operation that names them. It checks no content. */
import type { FastifyRequest } from 'fastify'
import { DomainError } from '#src/kit/domain-error.ts'
import { readBytes } from './read-bytes.ts'

/** No contract goes as deep; what reads a value part by part must not run out of stack. */
const depthMax = 32

/** Reads and judges a body elsewhere than on this thread. */
export type OwnReader = (bytes: Uint8Array<ArrayBuffer>, type: string) => Promise<unknown>

/**
 * The body of a call whose caller is known; undefined when there is none. One that the contract does not name (no `types`)
 * is not read at all. Throws `body-too-large`, `media-type-unsupported`, `body-malformed`.
 */
export async function readBody(
  request: FastifyRequest,
  limits: {
    readonly bytesMax: number
    readonly types: readonly string[] | undefined
    readonly own: OwnReader | undefined
  },
): Promise<unknown> {
  const { bytesMax, types, own } = limits
  if (!types) return undefined
  const bytes = await readBytes(request, bytesMax)
  if (!bytes) throw new DomainError('body-too-large')
  if (bytes.length === 0) return undefined
  const type = typeOf(request)
  if (!types.includes(type)) throw new DomainError('media-type-unsupported')
  if (own) return own(new Uint8Array(bytes), type)
  try {
    return parseJson(bytes)
  } catch {
    throw new DomainError('body-malformed')
  }
}

/** The type of the request's body, without parameters. */
function typeOf(request: FastifyRequest): string {
  const [type = ''] = (request.headers['content-type'] ?? '').split(';')
  return type.trim().toLowerCase()
}

export function isJson(type: string): boolean {
  return /^application\/(?:[\w.-]+\+)?json$/u.test(type)
}

/** The value; undefined without a body, whatever its type says. Throws what is no JSON in UTF-8, or too deep. */
export function parseJson(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined
  const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  assertShallow(value)
  return value
}

function assertShallow(body: unknown): void {
  let level: unknown[] = [body]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > depthMax) throw new Error(`deeper than ${depthMax} levels`)
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    )
  }
}
