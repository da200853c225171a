/** Activation: opening the link changes nothing (mail scanners open links); choosing a password does, and signs in. */
import { data, redirect, useActionData, useLoaderData } from 'react-router'
import { type Asked, visitOf } from '../session/visit.ts'
import { DeadLink } from '../ui/dead-link.tsx'
import { type FormError, newPasswordErrors, refusalErrors, textOf } from '../ui/form-errors.ts'
import { Field, PostForm } from '../ui/form-parts.tsx'
import { Page } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'

type Refused = { isDead: boolean; errors: FormError[] }

export function loader(asked: Asked) {
  return { hasToken: Boolean(visitOf(asked).url.searchParams.get('token')) }
}

export async function action(asked: Asked) {
  const { client, cookie, paths, say, url } = visitOf(asked)
  const token = url.searchParams.get('token') ?? ''
  if (token === '') return data<Refused>({ isDead: true, errors: [] }, { status: 400 })
  const password = textOf(await asked.request.formData(), 'password')
  const errors = newPasswordErrors(password, say)
  if (errors.length > 0) return data<Refused>({ isDead: false, errors }, { status: 400 })
  const answer = await client.activate(token, password)
  if (answer.outcome === 'ok') {
    const headers = { 'set-cookie': cookie.keep(answer.value.token, answer.value.expiresAt) }
    return redirect(paths.signedInThen(paths.to('createApp')), { status: 303, headers })
  }
  const refusals = refusalErrors(answer, say, ['password'])
  const isDead = answer.status === 400 && !refusals.some((error) => error.field)
  return data<Refused>({ isDead, errors: refusals }, { status: answer.status })
}

export default function Activate() {
  const { say } = useReading()
  const { hasToken } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  if (!hasToken || refused?.isDead) return <DeadLink />
  return (
    <Page title={say('activate.title')} lead={say('activate.lead')}>
      <PostForm errors={refused?.errors} submit={say('activate.submit')}>
        <Field
          name="password"
          type="password"
          label={say('field.password')}
          hint={say('field.passwordHint')}
          autoComplete="new-password"
          errors={refused?.errors}
        />
      </PostForm>
    </Page>
  )
}
