/** Mounts the customer's pages of one realm: who asks, the authentication, the choice of accounts. Rules live in the rooms. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isFromElsewhere } from '#src/edge/http/is-from-elsewhere.ts'
import { listUsableRedirectUris } from '#src/domain/apps/redirect-uri.ts'
import { findStoreFailure } from '#src/kit/store-unavailable-error.ts'
import { isEnded } from '#src/domain/sca/authorisation.ts'
import type { Authorisation } from '#src/domain/sca/authorisation.ts'
import { describeWaiting, renderState } from './approve-pages.ts'
import type { FormOutcome, PageMount } from './approve-pages.ts'
import { takeStep } from './approve-steps.ts'
import { listCustomerAssets } from './assets.ts'
import { browserCookie, readBrowserCookie } from './browser-cookie.ts'
import { customerPolicy } from './customer-policy.ts'
import { renderMessage } from './pages/message.ts'
import type { BankView, MessageKind } from './pages/views.ts'
import type { AskingApp } from './psu-services.ts'
import { chooseLanguage } from './texts/language.ts'

const bodyBytesMax = 16 * 1024
const assetSecondsMax = 86_400

/** An authorisation that the browser at hand may go on with. */
interface Visit {
  readonly authorisation: Authorisation
  readonly app: AskingApp
}

type PageRequest = FastifyRequest<{
  Params: { id: string }
  Querystring: { lang?: string; start?: string }
}>

/** Registers `<basePath>/:id` and the files that its pages load. */
export async function registerPsu(fastify: FastifyInstance, mount: PageMount): Promise<void> {
  const assets = await listCustomerAssets()
  for (const [path, asset] of assets) {
    fastify.get(path, (_request, reply) =>
      reply
        .type(asset.contentType)
        .header('cache-control', `public, max-age=${assetSecondsMax}`)
        .send(asset.body),
    )
  }
  await fastify.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: bodyBytesMax },
      (_request, body, parsed) => parsed(null, new URLSearchParams(String(body))),
    )
    scope.setErrorHandler((error, request, reply) => {
      const failure = findStoreFailure(error)
      // The waiting page's script asks for JSON and tries again by itself.
      if (!failure || request.url.split('?', 1)[0]?.endsWith('/status')) throw error
      void reply.header('retry-after', String(failure.facts['retryAfterSeconds']))
      return showMessage(mount, { request, reply }, 'unavailable')
    })
    registerPages(scope, mount)
    done()
  })
}

function registerPages(scope: FastifyInstance, mount: PageMount) {
  const path = `${mount.basePath}/:id`
  scope.get(path, async (request: PageRequest, reply) => {
    const { start } = request.query
    if (typeof start === 'string') return openLink(mount, { request, reply, start })
    const visit = await openVisit(mount, request, reply)
    return visit ? show(mount, { visit, reply }) : showMessage(mount, { request, reply })
  })
  scope.post(path, async (request: PageRequest, reply) => {
    const isOurs = !isFromElsewhere(request.raw, mount.own)
    const visit = isOurs ? await openVisit(mount, request, reply) : undefined
    if (!visit) return showMessage(mount, { request, reply })
    const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
    const problem = await takeStep(mount.services, visit.authorisation, form)
    const outcome = problem ? { problem, picked: form.getAll('account') } : undefined
    if (outcome) return show(mount, { visit, reply }, outcome)
    const authorisation = await mount.services.authorisations.load(visit.authorisation.id)
    if (isEnded(authorisation.state)) return leave(mount, authorisation, reply)
    return reply.redirect(`${mount.basePath}/${authorisation.id}`, 303)
  })
  scope.get(`${path}/status`, async (request: PageRequest, reply) => {
    const visit = await openVisit(mount, request, reply)
    reply.header('cache-control', 'no-store')
    if (!visit) return reply.code(404).send({ state: 'timed-out', message: '' })
    return reply.send(await describeWaiting(mount, visit.authorisation))
  })
}

/** The authorisation, when this browser began it and it is still known. */
async function openVisit(
  mount: PageMount,
  request: PageRequest,
  reply: FastifyReply,
): Promise<Visit | undefined> {
  const { services } = mount
  const { id } = request.params
  if (!(await isOwnBrowser(mount, request, reply))) return undefined
  const { lang } = request.query
  if (lang === 'sv' || lang === 'en') await services.authorisations.speak(id, lang)
  const authorisation = await services.authorisations.load(id)
  const app = await services.findAskingApp(authorisation.appId)
  return app && { authorisation, app: withReturnOrigins(app, authorisation) }
}

/** Opens the link that an app sent the customer to: the browser is bound by a cookie, the secret leaves the address. */
async function openLink(
  mount: PageMount,
  { request, reply, start }: { request: PageRequest; reply: FastifyReply; start: string },
) {
  const { id } = request.params
  const secret = await mount.services.authorisations.openLink(id, start)
  if (secret !== undefined) {
    const path = `${mount.basePath}/${id}`
    const { isSecureOrigin } = mount.services
    void reply.header('set-cookie', browserCookie({ secret, path, isSecureOrigin }))
    return reply.redirect(path, 303)
  }
  const isBound = await isOwnBrowser(mount, request, reply)
  return isBound
    ? reply.redirect(`${mount.basePath}/${id}`, 303)
    : showMessage(mount, { request, reply })
}

/** By the cookie of the authorization server, or by that of the opened link. */
async function isOwnBrowser(mount: PageMount, request: PageRequest, reply: FastifyReply) {
  const { services } = mount
  const { id } = request.params
  const secret = readBrowserCookie(request.headers.cookie, services)
  if (secret !== undefined && (await services.authorisations.isBoundTo(id, secret))) return true
  return services.isOwnBrowser(request.raw, reply.raw, id)
}

async function show(
  mount: PageMount,
  { visit, reply }: { visit: Visit; reply: FastifyReply },
  outcome: FormOutcome = {},
) {
  const page = await renderState(mount, visit, outcome)
  if (page === undefined) return leave(mount, visit.authorisation, reply)
  return send(reply.code(outcome.problem ? 400 : 200), page, visit.app.redirectOrigins)
}

async function leave(mount: PageMount, authorisation: Authorisation, reply: FastifyReply) {
  return reply.redirect(await mount.services.finish(authorisation.id), 303)
}

const messageStatus = { 'session-lost': 410, unavailable: 503 } as const

function showMessage(
  mount: PageMount,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  kind: keyof typeof messageStatus = 'session-lost',
) {
  const language = chooseLanguage(request.headers['accept-language'], 'en')
  const isSandbox = mount.services.simulator !== undefined
  const frame = { bank: mount.bank, isSandbox }
  const page = renderMessagePage(frame, { kind, language, requestId: request.id })
  return send(reply.code(messageStatus[kind]), page, [])
}

/** A page from which no return to the app is possible, also for the authorization server's errors. */
export function renderMessagePage(
  mount: { readonly bank: BankView; readonly isSandbox: boolean },
  facts: {
    kind: MessageKind
    language: 'en' | 'sv'
    requestId: string
    error?: string
    errorDescription?: string
  },
): string {
  return renderMessage({ ...facts, ...mount })
}

function send(reply: FastifyReply, page: string, redirectOrigins: readonly string[]) {
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('content-security-policy', customerPolicy(redirectOrigins))
    .send(page)
}

/** The addresses that the app named for this way back are allowed like its registered ones. */
function withReturnOrigins(app: AskingApp, { returnTo }: Authorisation): AskingApp {
  if (!returnTo) return app
  const named = [returnTo.uri, returnTo.nokUri].filter((uri) => uri !== undefined)
  const origins = listUsableRedirectUris(named).map((uri) => new URL(uri).origin)
  return { ...app, redirectOrigins: [...new Set([...app.redirectOrigins, ...origins])] }
}
