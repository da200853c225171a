/** Sign-in: opens a session and leads through the cookie check to where the reader was going. */
import { data, redirect, useActionData, useLoaderData } from 'react-router'
import { localPath } from '../paths.ts'
import { type Asked, visitOf } from '../session/visit.ts'
import { emailErrors, type FormError, refusalErrors, textOf } from '../ui/form-errors.ts'
import { Field, PostForm } from '../ui/form-parts.tsx'
import { Page } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'

type Refused = { email: string; errors: FormError[] }

export function loader(asked: Asked) {
  const { url } = visitOf(asked)
  return { hasNext: url.searchParams.has('next'), isAfterReset: url.searchParams.has('reset') }
}

export async function action(asked: Asked) {
  const { client, cookie, paths, say, url } = visitOf(asked)
  const form = await asked.request.formData()
  const email = textOf(form, 'email').trim()
  const password = textOf(form, 'password')
  const missing = password === '' ? [{ field: 'password', text: say('error.passwordMissing') }] : []
  const errors = [...emailErrors(email, say), ...missing]
  if (errors.length > 0) return data<Refused>({ email, errors }, { status: 400 })
  const answer = await client.openSession(email, password)
  if (answer.outcome === 'ok') {
    const headers = { 'set-cookie': cookie.keep(answer.value.token, answer.value.expiresAt) }
    const next = localPath(url.searchParams.get('next'), paths.to('apps'))
    return redirect(paths.signedInThen(next), { status: 303, headers })
  }
  const isWrong = answer.status === 401 || answer.status === 403 || answer.status === 400
  const refusals = isWrong ? [{ text: say('signIn.wrong') }] : refusalErrors(answer, say, [])
  return data<Refused>({ email, errors: refusals }, { status: answer.status })
}

export default function SignIn() {
  const { say, paths } = useReading()
  const { hasNext, isAfterReset } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const errors = refused?.errors
  return (
    <Page title={say('signIn.title')} lead={hasNext ? say('signIn.next') : undefined}>
      {isAfterReset ? (
        <p className="note" role="status">
          {say('signIn.welcome')}
        </p>
      ) : null}
      <PostForm errors={errors} submit={say('signIn.submit')}>
        <Field
          name="email"
          type="email"
          label={say('field.email')}
          autoComplete="username"
          value={refused?.email}
          errors={errors}
        />
        <Field
          name="password"
          type="password"
          label={say('field.password')}
          autoComplete="current-password"
          errors={errors}
        />
      </PostForm>
      <p>
        <a href={paths.to('lostPassword')}>{say('signIn.lost')}</a>
      </p>
      <p className="small muted">
        {say('signIn.none')} <a href={paths.to('signUp')}>{say('signIn.create')}</a>
      </p>
    </Page>
  )
}
