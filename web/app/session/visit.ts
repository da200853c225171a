/** What every loader and action begins with: who asks, in which language, and the API to ask in their name. */
import { type RouterContextProvider, redirect } from 'react-router'
import { type Answer, type PortalClient, createPortalClient } from '../api/portal-client.ts'
import { type Language, type Paths, languageOf, pathsIn } from '../paths.ts'
import { type Portal, portalContext } from '../portal-context.ts'
import { type Say, sayFor } from '../texts/say.ts'
import { type SessionCookie, sessionCookieFor } from './session-cookie.ts'

export interface Asked {
  request: Request
  context: Readonly<RouterContextProvider>
}

export interface Visit {
  url: URL
  language: Language
  paths: Paths
  say: Say
  portal: Portal
  client: PortalClient
  /** The API as somebody who is not signed in. */
  visitor: PortalClient
  cookie: SessionCookie
  sessionToken: string | undefined
}

export function visitOf({ request, context }: Asked): Visit {
  const portal = context.get(portalContext)
  const url = new URL(request.url)
  const language = languageOf(url.pathname)
  const cookie = sessionCookieFor(portal.publicUrl)
  const sessionToken = cookie.read(request)
  const client = createPortalClient({ portal, language, sessionToken })
  const visitor = createPortalClient({ portal, language })
  const paths = pathsIn(language)
  return {
    url,
    language,
    paths,
    say: sayFor(language),
    portal,
    client,
    visitor,
    cookie,
    sessionToken,
  }
}

/** A visit of someone signed in; anyone else is sent to sign in and comes back afterwards. */
export function signedInVisitOf(asked: Asked): Visit {
  const visit = visitOf(asked)
  if (visit.sessionToken === undefined) throw redirect(signInAddress(visit, asked.request), 303)
  return visit
}

/** The value of an answer, or the way out: sign in again, no such thing, not now, or a failure with the page of status 500. */
export function valueOrLeave<Value>(answer: Answer<Value>, visit: Visit, request: Request): Value {
  if (answer.outcome === 'ok') return answer.value
  leaveWhenSignedOut(answer, visit, request)
  if (answer.status === 404 || answer.status === 503)
    throw new Response(null, { status: answer.status })
  throw new Error(
    `the portal API answered ${answer.status} to ${request.method} ${visit.url.pathname}`,
  )
}

export function leaveWhenSignedOut(answer: Answer<unknown>, visit: Visit, request: Request): void {
  if (answer.outcome === 'ok' || answer.status !== 401) return
  const headers = { 'set-cookie': visit.cookie.drop() }
  throw redirect(signInAddress(visit, request), { status: 303, headers })
}

function signInAddress(visit: Visit, request: Request): string {
  const wanted =
    request.method === 'GET' ? visit.url.pathname + visit.url.search : visit.url.pathname
  return visit.paths.signInThen(wanted)
}
