/** Choosing a new password with the link from a mail. */
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
  const password = textOf(await asked.request.formData(), 'password')
  const errors = newPasswordErrors(password, say)
  if (token !== '' && errors.length > 0)
    return data<Refused>({ isDead: false, errors }, { status: 400 })
  if (token === '') return data<Refused>({ isDead: true, errors: [] }, { status: 400 })
  const answer = await client.resetPassword(token, password)
  if (answer.outcome === 'ok') {
    const headers = { 'set-cookie': cookie.drop() }
    return redirect(`${paths.to('signIn')}?reset`, { status: 303, headers })
  }
  const refusals = refusalErrors(answer, say, ['password'])
  const isDead = [401, 403, 404, 409, 410].includes(answer.status)
  const isAboutToken = answer.status === 400 && !refusals.some((error) => error.field)
  return data<Refused>(
    { isDead: isDead || isAboutToken, errors: refusals },
    { status: answer.status },
  )
}

export default function ResetPassword() {
  const { say } = useReading()
  const { hasToken } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  if (!hasToken || refused?.isDead) return <DeadLink />
  return (
    <Page title={say('reset.title')} lead={say('reset.lead')}>
      <PostForm errors={refused?.errors} submit={say('reset.submit')}>
        <Field
          name="password"
          type="password"
          label={say('field.newPassword')}
          hint={say('field.passwordHint')}
          autoComplete="new-password"
          errors={refused?.errors}
        />
      </PostForm>
    </Page>
  )
}
