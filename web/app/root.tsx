/** The document around every page: language, stylesheets, the top with its links, the foot, and the pages for "not there" and "went wrong". */
import type { ReactNode } from 'react'
import { Outlet, isRouteErrorResponse, useRouteError } from 'react-router'
import monoUrl from '@fontsource-variable/geist-mono/files/geist-mono-latin-wght-normal.woff2?url'
import textUrl from '@fontsource-variable/geist/files/geist-latin-wght-normal.woff2?url'
import lookUrl from './look/look.css?url'
import { type Language, languages } from './paths.ts'
import { type Asked, visitOf } from './session/visit.ts'
import { NoticeBanner } from './ui/notice-banner.tsx'
import { Page } from './ui/page.tsx'
import { type Site, useReading } from './ui/reading.ts'
import { Foot, Top } from './ui/top-and-foot.tsx'

export async function loader(asked: Asked): Promise<Site> {
  const { portal, sessionToken, client, language } = visitOf(asked)
  const answer = await client.listNotices()
  // A page is worth more than its banner: without an answer there is none.
  const listed = answer.outcome === 'ok' ? answer.value : { notices: [], timeZone: 'UTC' }
  return {
    bankName: portal.bank.name,
    legalName: portal.bank.legalName,
    fictional: portal.bank.isFictional?.[language],
    logoSvg: portal.bank.logoSvg,
    publicUrl: portal.publicUrl,
    languages: languages.filter((language: Language) => portal.bank.languages.includes(language)),
    isSignedIn: sessionToken !== undefined,
    hasMailbox: portal.mailbox !== undefined,
    ...listed,
    incidentId: portal.incidentId,
  }
}

export function Layout({ children }: { children: ReactNode }) {
  const { language, say } = useReading()
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {[textUrl, monoUrl].map((href) => (
          // Asked for at once, so that no line moves when the letters arrive.
          <link key={href} rel="preload" href={href} as="font" type="font/woff2" crossOrigin="" />
        ))}
        <link rel="stylesheet" href={lookUrl} />
        <link rel="stylesheet" href="/assets/brand.css" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <script src="/assets/search.js" defer />
      </head>
      <body>
        <a className="skip" href="#content">
          {say('skip')}
        </a>
        <Top />
        <NoticeBanner />
        <main id="content" tabIndex={-1}>
          {children}
        </main>
        <Foot />
      </body>
    </html>
  )
}

export default function Root() {
  return <Outlet />
}

export function ErrorBoundary() {
  const error = useRouteError()
  const { say, paths, site } = useReading()
  const home = <a href={paths.to('home')}>{say('notFound.home')}</a>
  if (isRouteErrorResponse(error) && error.status === 404)
    return (
      <Page title={say('notFound.title')} lead={say('notFound.text')}>
        <p className="do">
          {home} <a href={paths.to('apis')}>{say('product.all')}</a>
        </p>
      </Page>
    )
  if (isRouteErrorResponse(error) && error.status === 413)
    return (
      <Page title={say('tooLarge.title')} lead={say('tooLarge.text')}>
        {home}
      </Page>
    )
  if (isRouteErrorResponse(error) && error.status === 503)
    return (
      <Page title={say('unavailable.title')} lead={say('unavailable.text')}>
        {home}
      </Page>
    )
  if (isRouteErrorResponse(error) && error.status < 500)
    return (
      <Page title={say('refused.title')} lead={say('refused.text')}>
        {home}
      </Page>
    )
  const incident = site?.incidentId ?? ''
  return (
    <Page title={say('failed.title')} lead={say('failed.text', { incident })}>
      <p className="pages">
        {home} <a href={paths.to('contact')}>{say('contact.title')}</a>
      </p>
    </Page>
  )
}
