/** For those who run it: `/livez` says that the process answers, `/readyz` that it can serve. It tells nothing else. */
import type { FastifyInstance } from 'fastify'

export interface HealthChecks {
  /** True when the store answers. */
  isReady(): Promise<boolean>
}

const retrySeconds = 1

export function registerHealth(fastify: FastifyInstance, checks: HealthChecks): void {
  fastify.get('/livez', (_request, reply) =>
    reply.header('cache-control', 'no-store').type('text/plain').send('live\n'),
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
