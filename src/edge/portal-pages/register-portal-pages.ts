/** Serves the built portal pages: assets, brand and the hand-over of requests to React Router. It holds no page and no rule. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type ServerBuild, RouterContextProvider, createRequestHandler } from 'react-router'
import type { PortalTexts } from '#src/domain/texts/portal-texts.ts'
import type { Log } from '#src/kit/log.ts'
import { sendProblem } from '#src/edge/http/http-server.ts'
import { isAtHome } from '#src/edge/http/is-at-home.ts'
import { isFromElsewhere } from '#src/edge/http/is-from-elsewhere.ts'
import type { OwnAddresses } from '#src/edge/http/own-addresses.ts'
import { type PagesBank, registerPortalAssets } from './register-portal-assets.ts'
import { registerSiteFiles } from './register-site-files.ts'
import type { SiteFilesOptions } from './register-site-files.ts'
import { callPortalApi, readMailbox } from './call-portal-api.ts'

export interface PortalPagesOptions {
  /** The imported `web/build/server/index.js`. */
  build: unknown
  /** The folder `web/build`. */
  buildFolder: string
  texts: PortalTexts
  publicUrl: () => string
  tlsUrl: () => string
  own: Pick<OwnAddresses, 'isOwnOrigin'>
  /** Shown to who sits at this machine, and to nobody else. */
  hasMailbox: boolean
  bank: PagesBank
  site: SiteFilesOptions
  log: Log
}

const formBytesMax = 65_536
/** Of the pages that take a file: what the API behind takes, and room for the words around it. */
const fileBytesMax = 2 * 1024 * 1024
const filePages = /\/world\/test-data$/u
const tooLarge = 413
const unavailable = 503
const retrySeconds = 1
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
  const pages = await createPages(fastify, options)
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
      const bodyLimit = filePages.test(url) ? fileBytesMax : formBytesMax
      const route = { method: ['GET', 'POST'], url, bodyLimit }
      scope.route({ ...route, handler: pages.answer })
    }
  })
  fastify.setNotFoundHandler((request, reply) => {
    if (!apiPath.test(pathOf(request.url))) return pages.answer(request, reply)
    const publicUrl = options.publicUrl()
    return sendProblem({ publicUrl }, { code: 'path-unknown', request, reply })
  })
}

interface Pages {
  addresses: string[]
  answer: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>
  /** The page for a form that was too large to be read. */
  refuse: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>
}

async function createPages(fastify: FastifyInstance, options: PortalPagesOptions): Promise<Pages> {
  // The build is made by our own `react-router build`; its shape is that library's promise.
  const build = options.build as ServerBuild
  const handle = createRequestHandler(build, 'production')
  const { bank, hasMailbox, log } = options
  const contextFor = (request: FastifyRequest, refusedStatus?: number): RouterContextProvider => {
    const mailbox =
      hasMailbox && isAtHome(request.raw) ? { mailbox: () => readMailbox(fastify, request) } : {}
    const portal = {
      api: callPortalApi(fastify, request),
      ...mailbox,
      ...options.texts,
      bank,
      publicUrl: options.publicUrl(),
      tlsUrl: options.tlsUrl(),
      incidentId: String(request.id),
      refusedStatus,
      reportError: (error: unknown) =>
        log.error({ err: error, incident: String(request.id) }, 'a portal page failed'),
    }
    // The key is made in the build and exported by its entry; there it has the type of `portal`.
    const key = Reflect.get(build.entry.module, 'portalContext') as Parameters<
      RouterContextProvider['set']
    >[0]
    const context = new RouterContextProvider()
    context.set(key, portal)
    return context
  }
  const answer: Pages['answer'] = async (request, reply) => {
    void reply.headers(pageHeaders)
    if (isFromElsewhere(request.raw, options.own))
      return reply.code(403).type('text/plain; charset=utf-8').send(foreignForm)
    const response = await handle(toWebRequest(request, options.publicUrl()), contextFor(request))
    return sendResponse(reply, response)
  }
  const refuse: Pages['refuse'] = async (request, reply) => {
    void reply.headers(pageHeaders)
    // An address without a page, in the reader's language: its page says why the request was refused.
    const prefix = /^\/sv(?:\/|$)/u.test(pathOf(request.url)) ? '/sv' : ''
    const url = new URL(`${prefix}/refused`, options.publicUrl())
    return sendResponse(reply, await handle(new Request(url), contextFor(request, tooLarge)))
  }
  return { addresses: addressesOf(build), answer, refuse }
}

const foreignForm = 'This form was sent from another site. Open the page here and send it again.\n'

/** The addresses of all pages in Fastify's notation; the catch-all is the not-found handler's. */
function addressesOf(build: ServerBuild): string[] {
  const routes = Object.values(build.routes).filter((route) => route !== undefined)
  const paths = routes.map((route) => (route.index ? (route.path ?? '') : route.path))
  return [...new Set(paths.filter((path) => path !== undefined && !path.includes('*')))].map(
    (path) => `/${path}`,
  )
}

/** `Origin` is left out: it was judged already, against the public address, which the library does not know. */
function toWebRequest(request: FastifyRequest, publicUrl: string): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers))
    if (name !== 'origin' && typeof value === 'string') headers.set(name, value)
  const url = new URL(publicUrl)
  const [path = '/', query] = request.url.split('?', 2)
  url.pathname = path
  url.search = query ?? ''
  // Only the pages' own routes parse a form; an address without a page is always read.
  if (request.method !== 'POST' || request.routeOptions.url === undefined)
    return new Request(url, { headers, method: request.method === 'HEAD' ? 'HEAD' : 'GET' })
  headers.delete('content-length')
  // Its parts are told apart by what its own header says.
  if (Buffer.isBuffer(request.body))
    return new Request(url, { headers, method: 'POST', body: new Uint8Array(request.body) })
  headers.set('content-type', 'application/x-www-form-urlencoded')
  const body = typeof request.body === 'string' ? request.body : ''
  return new Request(url, { headers, method: 'POST', body })
}

async function sendResponse(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  for (const [name, value] of response.headers)
    if (name !== 'set-cookie') void reply.header(name, value)
  if (response.status === unavailable && !response.headers.has('retry-after'))
    void reply.header('retry-after', retrySeconds)
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) void reply.header('set-cookie', cookies)
  return reply.code(response.status).send(Buffer.from(await response.arrayBuffer()))
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? '/'
}
