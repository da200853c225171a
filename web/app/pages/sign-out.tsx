/** Sign-out: ends the session at the API and drops the cookie; opening the address alone only asks. */
import { redirect } from 'react-router'
import { type Asked, visitOf } from '../session/visit.ts'
import { PostForm } from '../ui/form-parts.tsx'
import { Page } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'

export async function action(asked: Asked) {
  const { client, cookie, paths, sessionToken } = visitOf(asked)
  if (sessionToken !== undefined) {
    const answer = await client.closeSession()
    if (answer.outcome === 'refused' && answer.status >= 500)
      throw new Error(`the portal API answered ${answer.status} when a session was to end`)
  }
  return redirect(paths.to('home'), { status: 303, headers: { 'set-cookie': cookie.drop() } })
}

export default function SignOut() {
  const { say } = useReading()
  return (
    <Page title={say('signOut.title')} lead={say('signOut.text')}>
      <PostForm submit={say('nav.signOut')} />
    </Page>
  )
}
