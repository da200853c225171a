/**
 * The one way to call an address that somebody else has named: HTTPS only, no redirect followed, every address of the
 * name checked and the checked one connected to, so that a name cannot point elsewhere in between.
 */
import { lookup } from 'node:dns'
import { request } from 'node:https'
import { isIP } from 'node:net'
import type { LookupFunction } from 'node:net'
import { isPlainHost } from '#src/kit/plain-host.ts'
import type { IsOpenTarget } from './target-guard.ts'

/** The target lies where callers may not make us call. Its message is for the operator: to a caller it would be a resolver of our names. */
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

export function createOutboundClient(isOpen: IsOpenTarget): PostOutbound {
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
        lookup: createCheckedLookup(url, isOpen),
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

const httpsPort = 443
const portOf = ({ port }: URL) => (port === '' ? httpsPort : Number(port))

function assertAllowed(url: URL, isOpen: IsOpenTarget): void {
  if (url.protocol !== 'https:') throw new TargetNotAllowedError('it is not https')
  if (!isPlainHost(url.hostname)) throw new TargetNotAllowedError('its host is none')
  const address = url.hostname.replace(/^\[|\]$/gu, '')
  // Node looks up names alone.
  const isClosed =
    isIP(address) !== 0 && !isOpen({ host: url.hostname, port: portOf(url), address })
  if (isClosed) throw new TargetNotAllowedError(`${url.host} may not be called`)
}

/** One closed address among the answers closes the name. */
function createCheckedLookup(url: URL, isOpen: IsOpenTarget): LookupFunction {
  const [host, port] = [url.hostname, portOf(url)]
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const closed = error
        ? undefined
        : addresses.find(({ address }) => !isOpen({ host, port, address }))
      const refusal = closed
        ? new TargetNotAllowedError(
            `${url.host} leads to ${closed.address}, which may not be called`,
          )
        : error
      const [first] = addresses ?? []
      if (refusal) callback(refusal, '')
      else if (options.all) callback(null, addresses)
      else callback(null, first?.address ?? '', first?.family)
    })
  }
}
