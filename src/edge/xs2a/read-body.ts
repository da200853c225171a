/** Reads the body of a call: as bytes within the limit, and as JSON once it is known who calls. It knows no operation. */
import type { FastifyRequest } from 'fastify'
import { readBytes } from '#src/edge/http/read-bytes.ts'
import { TppError } from './tpp-messages.ts'

export const bodyBytesMax = 64 * 1024
const depthMax = 20

const tooLarge = () =>
  new TppError('FORMAT_ERROR', { status: 413, text: `Send at most ${bodyBytesMax} bytes.` })

/** The bytes of the body; what is over the limit is refused without being read. */
export async function readBodyBytes(request: FastifyRequest): Promise<Buffer> {
  const bytes = await readBytes(request, bodyBytesMax)
  if (!bytes) throw tooLarge()
  return bytes
}

/** Throws when a body comes in another type than JSON. @see RFC 9110 §15.5.16 */
export function assertJsonType({ headers }: FastifyRequest, bytes: Buffer): void {
  const [type = ''] = (headers['content-type'] ?? '').split(';')
  if (bytes.length === 0 || type.trim().toLowerCase() === 'application/json') return
  const text = 'Send the body as Content-Type: application/json.'
  throw new TppError('FORMAT_ERROR', { status: 415, path: 'Content-Type', text })
}

/** The body as a value; undefined when it is empty. Names given twice and names that reach into prototypes are refused. */
export function parseBody(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined
  const text = new TextDecoder('utf-8', { fatal: true })
  try {
    const json = text.decode(bytes)
    const value: unknown = JSON.parse(json)
    assertPlainNames(json)
    return value
  } catch {
    const reason = `Send well-formed JSON in UTF-8, every name once, at most ${depthMax} levels deep.`
    throw new TppError('FORMAT_ERROR', { text: reason })
  }
}

/** Walks the text of well-formed JSON: `JSON.parse` keeps the last of two equal names and says nothing. */
function assertPlainNames(json: string): void {
  const open: (Set<string> | undefined)[] = []
  const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gu
  let last = ''
  for (const [text] of json.matchAll(token)) {
    if (text === ':') noteName(open.at(-1), String(JSON.parse(last)))
    else if (text === '{') open.push(new Set())
    else if (text === '[') open.push(undefined)
    else if (text === '}' || text === ']') open.pop()
    if (open.length > depthMax) throw new Error('too deep')
    last = text
  }
}

function noteName(names: Set<string> | undefined, name: string) {
  if (names?.has(name) || name === '__proto__') throw new Error('a name is not plain')
  names?.add(name)
}
