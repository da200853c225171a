/** For those who run it: `/livez` says that the process answers, `/readyz` that it can serve, `/ca.pem` whom to trust on the TLS port. It tells nothing else. */
import type { FastifyInstance } from 'fastify'

export interface HealthChecks {
  /** True when the store answers. */
  isReady(): Promise<boolean>
  /** Certificate of the authority behind the TLS port, PEM. It is public. */
  readonly caPem: string
}

const retrySeconds = 1

export function registerHealth(fastify: FastifyInstance, checks: HealthChecks): void {
  fastify.get('/livez', (_request, reply) =>
    reply.header('cache-control', 'no-store').type('text/plain').send('live\n'),
  )
  fastify.get('/ca.pem', (_request, reply) =>
    reply.type('application/x-pem-file').send(checks.caPem),
  )
  fastify.get('/readyz', async (_request, reply) => {
    reply.header('cache-control', 'no-store').type('text/plain')
    if (await checks.isReady()) return reply.send('ready\n')
    return reply
      .code(503)
      .header('retry-after', retrySeconds)
      .send('not ready: the store does not answer\n')
  })
}
