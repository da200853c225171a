/** The local mailbox as JSON, for trying out without a mail server. Registered only where the public address is loopback, and shown to callers at this machine alone. */
import type { FastifyInstance } from 'fastify'
import { isAtHome } from '#src/edge/http/is-at-home.ts'

export interface ShownMail {
  readonly to: string
  readonly subject: string
  readonly text: string
  /** Absolute addresses found in the text. */
  readonly links: readonly string[]
}

const mailsMax = 100

export function registerMailbox(
  fastify: FastifyInstance,
  listShown: (limit: number) => Promise<readonly ShownMail[]>,
): void {
  fastify.get('/mailbox.json', async (request, reply) => {
    if (!isAtHome(request.raw)) return reply.callNotFound()
    const mails = await listShown(mailsMax)
    const shown = mails.map(({ to, subject, text, links }) => ({ to, subject, text, links }))
    return reply
      .header('cache-control', 'no-store')
      .type('application/json; charset=utf-8')
      .send(JSON.stringify(shown))
  })
}
