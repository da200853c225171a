/** For those who run it: `/livez` says that the process answers, `/readyz` whether it can serve and why not, `/ca.pem` whom to trust on the TLS port. It tells nothing else. */
import type { FastifyInstance } from 'fastify'

/**
 * What one condition says. An unmet one makes the process not ready; a note is told and leaves it ready. The detail is
 * public: one neutral clause, without names of machines.
 */
export interface ConditionState {
  readonly outcome: 'met' | 'note' | 'unmet'
  readonly detail: string
}

/** Something that must hold for the process to serve. It is added where the composition opens the doors. */
export interface ReadyCondition {
  /** One word, the first of its line. */
  readonly name: string
  judge(): Promise<ConditionState> | ConditionState
}

export interface HealthChecks {
  /** Judged at once at every call, and told in this order. */
  readonly conditions: readonly ReadyCondition[]
  /** Certificate of the authority that vouches for the TLS port and for nothing else, PEM. It is public. */
  readonly caPem: string
}

const retrySeconds = 1
/** Whoever asks has an answer within two seconds: a condition that takes longer is not met. */
const judgeWithinMs = 1_500

export function registerHealth(fastify: FastifyInstance, checks: HealthChecks): void {
  fastify.get('/livez', (_request, reply) =>
    reply.header('cache-control', 'no-store').type('text/plain').send('live\n'),
  )
  fastify.get('/ca.pem', (_request, reply) =>
    reply.type('application/x-pem-file').send(checks.caPem),
  )
  fastify.get('/readyz', async (_request, reply) => {
    reply.header('cache-control', 'no-store').type('text/plain')
    const states = await Promise.all(checks.conditions.map(judge))
    const isReady = states.every(({ outcome }) => outcome !== 'unmet')
    const lines = states.map(({ name, outcome, detail }) => `${marks[outcome]} ${name}: ${detail}`)
    const text = [isReady ? 'ready' : 'not ready', ...lines, ''].join('\n')
    if (isReady) return reply.send(text)
    return reply.code(503).header('retry-after', retrySeconds).send(text)
  })
}

const marks: Readonly<Record<ConditionState['outcome'], string>> = {
  met: '+',
  note: '!',
  unmet: '-',
}

async function judge(condition: ReadyCondition): Promise<ConditionState & { name: string }> {
  const { name } = condition
  const { promise: late, resolve } = Promise.withResolvers<ConditionState>()
  const timer = setTimeout(resolve, judgeWithinMs, {
    outcome: 'unmet',
    detail: 'no answer in time',
  })
  try {
    return { name, ...(await Promise.race([ask(condition), late])) }
  } finally {
    clearTimeout(timer)
  }
}

async function ask(condition: ReadyCondition): Promise<ConditionState> {
  try {
    return await condition.judge()
  } catch {
    return { outcome: 'unmet', detail: 'cannot be judged' }
  }
}
