/** Serves the built portal pages: assets, brand and the hand-over of requests to the thread that draws. It holds no page and no rule. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Log } from '#src/kit/log.ts'
import { sendProblem } from '#src/edge/http/http-server.ts'
import { isAtHome } from '#src/edge/http/is-at-home.ts'
import { isFromElsewhere } from '#src/edge/http/is-from-elsewhere.ts'
import type { OtherMethods } from '#src/edge/http/refuse-other-methods.ts'
import type { OwnAddresses } from '#src/edge/http/own-addresses.ts'
import { type PagesBank, registerPortalAssets } from './register-portal-assets.ts'
import { registerSiteFiles } from './register-site-files.ts'
import type { SiteFilesOptions } from './register-site-files.ts'
import { callPortalApi, readMailbox } from './call-portal-api.ts'
import { createKeptPages } from './kept-pages.ts'
import type { AskedPage, PageAnswer, PageDrawer, PageQuestion } from './page-drawing.ts'
import { goneSignal, sendKept } from './send-page.ts'

export interface PortalPagesOptions {
  drawer: PageDrawer
  /** Changes with what every page shows beside its own: the notices. */
  mark: () => Promise<string>
  /** Milliseconds that only ever go forward. */
  now: () => number
  /** The folder `web/build`. */
  buildFolder: string
  publicUrl: () => string
  own: Pick<OwnAddresses, 'isOwnOrigin'>
  /** Shown to who sits at this machine, and to nobody else. */
  hasMailbox: boolean
  otherMethods: Pick<OtherMethods, 'refuseUnlessOfPages'>
  bank: PagesBank
  site: SiteFilesOptions
  log: Log
}

const formBytesMax = 65_536
/** Of the pages that take a file: what the API behind takes, and room for the words around it. */
const fileBytesMax = 2 * 1024 * 1024
const filePages = /\/world\/test-data$/u
const tooLarge = 413
const apiPath = /^\/(?:api|sandbox|live)(?:\/|$)/u
const pageHeaders = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  // Not `no-referrer`: forms would then send `Origin: null` and be told apart from foreign ones no more.
  'referrer-policy': 'same-origin',
}

/** Registers the portal's pages, and the answer to every address that nothing else takes. */
export async function registerPortalPages(
  fastify: FastifyInstance,
  options: PortalPagesOptions,
): Promise<void> {
  const pages = createPages(fastify, options)
  await registerPortalAssets(fastify, options)
  registerSiteFiles(fastify, options.site)
  await fastify.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: formBytesMax },
      (_request, body, done) => done(null, body),
    )
    scope.addContentTypeParser(
      'multipart/form-data',
      { parseAs: 'buffer' },
      (_request, body, done) => done(null, body),
    )
    scope.setErrorHandler((error: FastifyError, request, reply) => {
      if (error.statusCode !== tooLarge) throw error // the server's own handler answers it
      return pages.refuse(request, reply)
    })
    for (const url of pages.addresses) {
      const isOfFile = filePages.test(url)
      const bodyLimit = isOfFile ? fileBytesMax : formBytesMax
      const onRequest = isOfFile ? { onRequest: leadStrangersAway } : {}
      const route = { method: ['GET', 'POST'], url, bodyLimit, ...onRequest }
      scope.route({ ...route, handler: pages.answer })
    }
  })
  fastify.setNotFoundHandler((request, reply) => {
    if (!apiPath.test(pathOf(request.url)))
      return (
        options.otherMethods.refuseUnlessOfPages(request, reply) ?? pages.answer(request, reply)
      )
    const publicUrl = options.publicUrl()
    return sendProblem({ publicUrl }, { code: 'path-unknown', request, reply })
  })
}

/** A file is not read of somebody who shows no session at all; the page would lead them the same way. */
function leadStrangersAway(request: FastifyRequest, reply: FastifyReply, next: () => void) {
  if (request.method !== 'POST' || sessionCookie.test(request.headers.cookie ?? '')) {
    next()
    return
  }
  const [language] = /^\/sv(?=\/)/u.exec(request.url) ?? ['']
  void reply.header('connection', 'close').redirect(`${language}/sign-in`, 303)
}

interface Pages {
  addresses: readonly string[]
  answer: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>
  /** The page for a form that was too large to be read. */
  refuse: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>
}

function createPages(fastify: FastifyInstance, options: PortalPagesOptions): Pages {
  const { drawer, log } = options
  const kept = createKeptPages(options)
  const draw = (request: FastifyRequest, asked: AskedPage, signal: AbortSignal) => {
    const answer = (question: PageQuestion) => answerPage({ fastify, log, request, question })
    return drawer.draw(asked, { signal, answer })
  }
  const show = (request: FastifyRequest, reply: FastifyReply, asked: AskedPage) => {
    const gone = goneSignal(reply)
    return sendKept({ request, reply, gone }, async () => {
      if (!isAlike(request) || asked.url.includes('?')) return draw(request, asked, gone)
      const toAll = toAskedByAnybody(asked)
      return kept.show(`${toAll.hasMailbox} ${toAll.url}`, gone, (signal) =>
        draw(request, toAll, signal),
      )
    })
  }
  const queryless = new Set(drawer.map.withoutQuery)
  const answer: Pages['answer'] = async (request, reply) => {
    void reply.headers(pageHeaders)
    if (isFromElsewhere(request.raw, options.own))
      return reply.code(403).type('text/plain; charset=utf-8').send(foreignForm)
    const hasQuery = !queryless.has(request.routeOptions.url ?? '')
    const hasMailbox = options.hasMailbox && isAtHome(request.raw)
    const publicUrl = options.publicUrl()
    return show(request, reply, toAsked(request, { publicUrl, hasQuery, hasMailbox }))
  }
  const refuse: Pages['refuse'] = async (request, reply) => {
    void reply.headers(pageHeaders)
    // An address without a page, in the reader's language: its page says why the request was refused.
    const prefix = /^\/sv(?:\/|$)/u.test(pathOf(request.url)) ? '/sv' : ''
    const url = new URL(`${prefix}/refused`, options.publicUrl()).href
    const facts = { incidentId: request.id, refusedStatus: tooLarge, hasMailbox: false }
    const asked: AskedPage = { url, method: 'GET', headers: [], ...facts }
    return show(request, reply, asked)
  }
  return { addresses: drawer.map.addresses, answer, refuse }
}

/** Answers what a page asks while it is drawn. */
async function answerPage(asked: {
  readonly fastify: FastifyInstance
  readonly log: Log
  readonly request: FastifyRequest
  readonly question: PageQuestion
}): Promise<PageAnswer> {
  const { fastify, log, request, question } = asked
  if (question.kind === 'mailbox') return { value: await readMailbox(fastify, request) }
  if (question.kind === 'api') {
    const { method, path, call } = question
    const value = await callPortalApi(fastify, request)(method, path, call)
    return { value, transfer: [value.bytes.buffer] }
  }
  log.error({ err: question.error, incident: request.id }, 'a portal page failed')
  return { value: undefined }
}

const sessionCookie = /(?:^|;\s*)(?:__Host-)?portico_session=/u
/** Pages that show what only one reader may see, or what changes by the second. */
const personalPages = /\/mailbox$/u

/** Whoever is not signed in gets the same page of an address that has one. */
function isAlike(request: FastifyRequest): boolean {
  const { method, headers, routeOptions } = request
  if (method !== 'GET' && method !== 'HEAD') return false
  if (sessionCookie.test(headers.cookie ?? '') || headers.authorization !== undefined) return false
  return routeOptions.url !== undefined && !personalPages.test(routeOptions.url)
}

/** Nothing of the reader's own goes into a page that others get too. */
function toAskedByAnybody({ url, incidentId, hasMailbox }: AskedPage): AskedPage {
  return { url, method: 'GET', headers: [['accept', 'text/html']], incidentId, hasMailbox }
}

const foreignForm = 'This form was sent from another site. Open the page here and send it again.\n'
/** `Origin` is left out: it was judged already, against the public address, which the library does not know. */
function toAsked(
  request: FastifyRequest,
  {
    publicUrl,
    hasQuery,
    hasMailbox,
  }: { publicUrl: string; hasQuery: boolean; hasMailbox: boolean },
): AskedPage {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers))
    if (name !== 'origin' && typeof value === 'string') headers.set(name, value)
  const address = new URL(publicUrl)
  const [path = '/', query] = request.url.split('?', 2)
  address.pathname = path
  address.search = hasQuery ? (query ?? '') : ''
  const facts = { url: address.href, incidentId: request.id, hasMailbox }
  // Only the pages' own routes parse a form; an address without a page is always read.
  if (request.method !== 'POST' || request.routeOptions.url === undefined)
    return { ...facts, headers: [...headers], method: request.method === 'HEAD' ? 'HEAD' : 'GET' }
  headers.delete('content-length')
  // Its parts are told apart by what its own header says.
  if (Buffer.isBuffer(request.body))
    return { ...facts, headers: [...headers], method: 'POST', body: new Uint8Array(request.body) }
  headers.set('content-type', 'application/x-www-form-urlencoded')
  const body = typeof request.body === 'string' ? request.body : ''
  return { ...facts, headers: [...headers], method: 'POST', body }
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? '/'
}
