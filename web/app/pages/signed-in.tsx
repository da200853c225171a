/** The hop after signing in: goes on when the browser kept the cookie, and tells how to allow it when not. */
import { redirect, useLoaderData } from 'react-router'
import { localPath } from '../paths.ts'
import { type Asked, visitOf } from '../session/visit.ts'
import { Page } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'

export function loader(asked: Asked) {
  const { paths, portal, sessionToken, url } = visitOf(asked)
  const next = localPath(url.searchParams.get('next'), paths.to('apps'))
  if (sessionToken !== undefined) throw redirect(next, 303)
  return { host: new URL(portal.publicUrl).host, again: paths.signInThen(next) }
}

export default function SignedIn() {
  const { say } = useReading()
  const { host, again } = useLoaderData<typeof loader>()
  return (
    <Page title={say('cookies.title')} lead={say('cookies.text')}>
      <section>
        <h2>{say('cookies.how')}</h2>
        <ol>
          <li>{say('cookies.how1')}</li>
          <li>{say('cookies.how2', { host })}</li>
          <li>{say('cookies.how3')}</li>
        </ol>
        <p>
          <a className="btn" href={again}>
            {say('cookies.again')}
          </a>
        </p>
      </section>
    </Page>
  )
}
