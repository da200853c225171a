/** Activation: opening the link changes nothing (mail scanners open links); pressing the button does, and signs in. */
import { data, redirect, useActionData, useLoaderData } from 'react-router'
import { type Asked, visitOf } from '../session/visit.ts'
import { DeadLink } from '../ui/dead-link.tsx'
import { type FormError, refusalErrors } from '../ui/form-errors.ts'
import { PostForm } from '../ui/form-parts.tsx'
import { Page } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'

type Activated = { isDead: boolean; errors: FormError[] }

export function loader(asked: Asked) {
  return { hasToken: Boolean(visitOf(asked).url.searchParams.get('token')) }
}

export async function action(asked: Asked) {
  const { client, cookie, paths, say, url } = visitOf(asked)
  const token = url.searchParams.get('token') ?? ''
  if (token === '') return data<Activated>({ isDead: true, errors: [] }, { status: 400 })
  const answer = await client.activate(token)
  if (answer.outcome === 'ok') {
    const headers = { 'set-cookie': cookie.keep(answer.value.token, answer.value.expiresAt) }
    return redirect(paths.signedInThen(paths.to('createApp')), { status: 303, headers })
  }
  const isDead = answer.status !== 429 && answer.status < 500
  const errors = refusalErrors(answer, say, [])
  return data<Activated>({ isDead, errors }, { status: answer.status })
}

export default function Activate() {
  const { say } = useReading()
  const { hasToken } = useLoaderData<typeof loader>()
  const activated = useActionData<typeof action>()
  if (!hasToken || activated?.isDead) return <DeadLink />
  return (
    <Page title={say('activate.title')} lead={say('activate.lead')}>
      <PostForm errors={activated?.errors} submit={say('activate.submit')} />
    </Page>
  )
}
