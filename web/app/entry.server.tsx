/** Draws a page to a string on the server. There is no client entry that does anything: pages are plain HTML. */
import { renderToString } from 'react-dom/server'
import { type EntryContext, type RouterContextProvider, ServerRouter } from 'react-router'
import { languages, queryless } from './paths.ts'
import { portalContext } from './portal-context.ts'

export { portalContext }
/** Ids of the routes whose pages are the same whatever stands in the query, so that one drawing serves them all. */
export const pagesWithoutQuery = languages.flatMap((language) =>
  queryless.map((page) => `${language}.${page}`),
)

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  routerContext: EntryContext,
): Response {
  const html = renderToString(<ServerRouter context={routerContext} url={request.url} />)
  headers.set('content-type', 'text/html; charset=utf-8')
  return new Response(`<!doctype html>${html}`, { status, headers })
}

export function handleError(
  error: unknown,
  { request, context }: { request: Request; context: Readonly<RouterContextProvider> },
): void {
  if (request.signal.aborted) return
  context.get(portalContext).reportError(error)
}
