/**
 * The one way to call an address that somebody else has named: HTTPS only, no redirect followed, every address of the
 * name checked and the checked one connected to, so that a name cannot point elsewhere in between.
 */
import { lookup } from 'node:dns'
import { request } from 'node:https'
import { isIP } from 'node:net'
import type { LookupFunction } from 'node:net'
import type { IsOpenAddress } from './target-guard.ts'

/** The target lies where callers may not make us call. */
export class TargetNotAllowedError extends Error {
  override readonly name = 'TargetNotAllowedError'
}

export interface OutboundPost {
  readonly uri: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Posts and answers the status; throws TargetNotAllowedError, or what kept it from an answer. */
export type PostOutbound = (post: OutboundPost) => Promise<number>

const timeoutMs = 5_000
const answerBytesMax = 1_024
/** Status line and headers of the answer. */
const headerBytesMax = 8_192

export function createOutboundClient(isOpen: IsOpenAddress): PostOutbound {
  const checkedLookup = createCheckedLookup(isOpen)
  return async ({ uri, headers, body }) => {
    const url = new URL(uri)
    assertAllowed(url, isOpen)
    const { promise, resolve, reject } = Promise.withResolvers<number>()
    const sent = request(
      url,
      {
        method: 'POST',
        // A connection of its own: none that another name has opened.
        agent: false,
        lookup: checkedLookup,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        maxHeaderSize: headerBytesMax,
        signal: AbortSignal.timeout(timeoutMs),
      },
      (answer) => {
        let bytes = 0
        answer.on('data', (part: Buffer) => {
          bytes += part.length
          if (bytes > answerBytesMax) sent.destroy()
        })
        // What comes after the status does not matter, not even how it breaks off.
        answer.on('error', () => sent.destroy())
        resolve(answer.statusCode ?? 0)
      },
    )
    sent.on('error', reject)
    sent.end(body)
    return promise
  }
}

function assertAllowed(url: URL, isOpen: IsOpenAddress): void {
  if (url.protocol !== 'https:') throw new TargetNotAllowedError('it is not https')
  const host = url.hostname.replace(/^\[|\]$/gu, '')
  // Node looks up names alone.
  if (isIP(host) !== 0 && !isOpen(host)) throw new TargetNotAllowedError(`${host} is not public`)
}

/** One closed address among the answers closes the name. */
function createCheckedLookup(isOpen: IsOpenAddress): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const closed = error ? undefined : addresses.find(({ address }) => !isOpen(address))
      const refusal = closed
        ? new TargetNotAllowedError(`${hostname} leads to ${closed.address}, which is not public`)
        : error
      const [first] = addresses ?? []
      if (refusal) callback(refusal, '')
      else if (options.all) callback(null, addresses)
      else callback(null, first?.address ?? '', first?.family)
    })
  }
}
