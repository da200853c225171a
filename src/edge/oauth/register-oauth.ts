/** Mounts an authorization server in the door. Requests go to the protocol library untouched but for the public address. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { findStoreFailure } from '#src/kit/store-unavailable-error.ts'
import type { CurrentProvider } from './current-provider.ts'
import { noteCertificate } from './mutual-tls.ts'
import type { OauthServices } from './oauth-services.ts'
import { unavailableError, unavailableStatus } from './unavailable.ts'

export interface OauthMount {
  /** For instance `/sandbox/oauth`. */
  readonly basePath: string
  readonly provider: CurrentProvider
  readonly services: Pick<OauthServices, 'findAppByCertificate'>
  /** The one public address, whichever port a call came in on. */
  readonly publicUrl: string
}

/** Registers `<basePath>/*` and the metadata address of RFC 8414 §3.1. */
export async function registerOauth(fastify: FastifyInstance, mount: OauthMount): Promise<void> {
  const { host } = new URL(mount.publicUrl)
  await fastify.register((scope, _options, done) => {
    // The library reads bodies itself: nothing may touch the stream before it.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, parsed) => {
      parsed(null)
    })
    scope.setErrorHandler((error, _request, reply) => {
      const failure = findStoreFailure(error)
      if (!failure) throw error
      return reply
        .code(unavailableStatus)
        .header('retry-after', String(failure.facts['retryAfterSeconds']))
        .header('cache-control', 'no-store')
        .send(unavailableError)
    })
    const forward = async (request: FastifyRequest, reply: FastifyReply, path: string) => {
      await noteCertificate(mount.services, request.raw)
      reply.hijack()
      for (const [name, value] of Object.entries(reply.getHeaders())) {
        if (value !== undefined) reply.raw.setHeader(name, value)
      }
      const raw = request.raw as typeof request.raw & { originalUrl?: string }
      raw.headers.host = host
      raw.originalUrl = `${mount.basePath}${path}`
      raw.url = path
      await mount.provider.answer(raw, reply.raw)
    }
    scope.all(`${mount.basePath}/*`, (request, reply) =>
      forward(request, reply, request.url.slice(mount.basePath.length)),
    )
    scope.get(`/.well-known/oauth-authorization-server${mount.basePath}`, (request, reply) =>
      forward(request, reply, '/.well-known/oauth-authorization-server'),
    )
    done()
  })
}
