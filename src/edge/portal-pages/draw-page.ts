/** Draws the portal's pages with the built web app. It runs on a thread of its own and asks the serving thread for everything that changes. */
import { RouterContextProvider, createRequestHandler } from 'react-router'
import type { ServerBuild } from 'react-router'
import type { PortalTexts } from '#src/domain/texts/portal-texts.ts'
import type { AskedPage, DrawnPage, PageApiAnswer, PageMap, PageQuestion } from './page-drawing.ts'
import type { PagesBank } from './register-portal-assets.ts'

/** What every page may know without asking. */
export interface PageFacts {
  readonly texts: PortalTexts
  readonly bank: PagesBank
  readonly publicUrl: string
  readonly tlsUrl: string
}

type Ask = (question: PageQuestion) => Promise<unknown>

export interface PageArtist {
  draw(asked: AskedPage, ask: Ask): Promise<DrawnPage>
}

/** `module` is the imported `web/build/server/index.js`. */
export function createPageArtist(module: unknown, facts: PageFacts): PageArtist {
  // The build is made by our own `react-router build`; its shape is that library's promise.
  const build = module as ServerBuild
  const handle = createRequestHandler(build, 'production')
  return {
    async draw(asked, ask) {
      const response = await handle(toWebRequest(asked), contextFor({ build, facts, asked }, ask))
      return toDrawn(response)
    },
  }
}

/** Which pages there are; `module` is the imported build. */
export function mapOf(module: unknown): PageMap {
  const build = module as ServerBuild // as above
  const routes = Object.values(build.routes).filter((route) => route !== undefined)
  const withoutQuery = new Set<unknown>(
    // Exported by our own entry; names of routes.
    Reflect.get(build.entry.module, 'pagesWithoutQuery') as readonly string[],
  )
  const found = routes.flatMap((route) => {
    const path = route.index ? (route.path ?? '') : route.path
    return path === undefined || path.includes('*') ? [] : [{ id: route.id, address: `/${path}` }]
  })
  return {
    addresses: [...new Set(found.map(({ address }) => address))],
    withoutQuery: found.filter(({ id }) => withoutQuery.has(id)).map(({ address }) => address),
  }
}

function contextFor(
  { build, facts, asked }: { build: ServerBuild; facts: PageFacts; asked: AskedPage },
  ask: Ask,
): RouterContextProvider {
  const { texts, bank, publicUrl, tlsUrl } = facts
  const portal = {
    api: async (method: string, path: string, call = {}) => {
      // What the serving thread answers to this question.
      const answer = (await ask({
        kind: 'api',
        method,
        path,
        call,
      } as PageQuestion)) as PageApiAnswer
      const { status, bytes, headers } = answer
      return {
        status,
        headers,
        body: bytes.length === 0 ? undefined : JSON.parse(new TextDecoder().decode(bytes)),
      }
    },
    ...(asked.hasMailbox ? { mailbox: () => readMails(ask) } : {}),
    ...texts,
    bank,
    publicUrl,
    tlsUrl,
    incidentId: asked.incidentId,
    refusedStatus: asked.refusedStatus,
    reportError: (error: unknown) => void report(ask, error),
  }
  // The key is made in the build and exported by its entry; there it has the type of `portal`.
  const key = Reflect.get(build.entry.module, 'portalContext') as Parameters<
    RouterContextProvider['set']
  >[0]
  const context = new RouterContextProvider()
  context.set(key, portal)
  return context
}

/** Throws the answer of which the pages draw one of their own. */
async function readMails(ask: Ask): Promise<unknown> {
  // What the serving thread answers to this question.
  const { status, mails } = (await ask({ kind: 'mailbox' })) as { status: number; mails: unknown }
  if (status === 200) return mails
  if (status === unavailable) throw new Response(null, { status })
  throw new Error(`the mailbox answered ${status}`)
}

const unavailable = 503

/** A report that is refused is of a page that nobody waits for any more. */
async function report(ask: Ask, error: unknown): Promise<void> {
  const told = error instanceof Error ? error : String(error)
  await ask({ kind: 'failed', error: told }).catch(() => undefined)
}

function toWebRequest({ url, method, headers, body }: AskedPage): Request {
  const pairs = headers.map(([name, value]): [string, string] => [name, value])
  return new Request(url, { method, headers: pairs, ...(body === undefined ? {} : { body }) })
}

async function toDrawn(response: Response): Promise<DrawnPage> {
  const headers = [...response.headers].filter(([name]) => name !== 'set-cookie')
  const body = new Uint8Array(await response.arrayBuffer())
  return { status: response.status, headers, cookies: response.headers.getSetCookie(), body }
}
