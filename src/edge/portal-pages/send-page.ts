/** Sends what was drawn or kept: compressed where it is alike for all, nothing to who has gone, 503 when too many wait. It draws nothing. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { chooseEncoding } from '#src/edge/http/compress.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import { KeptPage, toBuffer } from './kept-pages.ts'
import type { DrawnPage } from './page-drawing.ts'

/** Aborts when the caller hangs up before the answer is out. */
export function goneSignal({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController()
  raw.once('close', () => {
    if (!raw.writableFinished) gone.abort()
  })
  return gone.signal
}

const compressedFrom = 1_024
const busySeconds = 1
const unavailable = 503
const busyTexts = {
  en: ['Too many readers at once', 'Wait a second and load this page again.'],
  sv: ['För många läsare just nu', 'Vänta en sekund och ladda om sidan.'],
} as const

/** Made of nothing that has to be drawn. */
function busyPage(url: string): string {
  const language = /^\/sv(?:[/?]|$)/u.test(url) ? 'sv' : 'en'
  const [title, advice] = busyTexts[language]
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><h1>${title}</h1><p>${advice}</p></html>\n`
}

/** Sends what `find` finds. */
export async function sendKept(
  { request, reply, gone }: { request: FastifyRequest; reply: FastifyReply; gone: AbortSignal },
  find: () => Promise<KeptPage | DrawnPage>,
): Promise<FastifyReply> {
  try {
    const found = await find()
    return await (found instanceof KeptPage ? send(request, reply, found) : sendPage(reply, found))
  } catch (error) {
    if (gone.aborted) return reply.hijack()
    if (!(error instanceof DomainError) || error.code !== 'overloaded') throw error
    void reply.headers({ 'retry-after': String(busySeconds), 'cache-control': 'no-store' })
    return reply.code(unavailable).type('text/html; charset=utf-8').send(busyPage(request.url))
  }
}

/** A page that is alike for all holds no secret, so its length tells none. */
async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  kept: KeptPage,
): Promise<FastifyReply> {
  const { status, headers, body } = kept.page
  const encoding = chooseEncoding(request.headers['accept-encoding'])
  const isSmall = body.length < compressedFrom || status !== 200
  if (isSmall) return sendPage(reply, kept.page)
  void reply.header('vary', 'Accept-Encoding')
  if (encoding === undefined) return sendPage(reply, kept.page)
  for (const [name, value] of headers) void reply.header(name, value)
  void reply.header('content-encoding', encoding)
  return reply.code(status).send(await kept.compressed(encoding))
}

function sendPage(reply: FastifyReply, page: DrawnPage): FastifyReply {
  for (const [name, value] of page.headers) void reply.header(name, value)
  if (page.status === unavailable && !reply.hasHeader('retry-after'))
    void reply.header('retry-after', String(busySeconds))
  if (page.cookies.length > 0) void reply.header('set-cookie', [...page.cookies])
  return reply.code(page.status).send(toBuffer(page.body))
}
