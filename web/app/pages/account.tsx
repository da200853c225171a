/** The developer's account: the address, a new password, the way out. */
import { data, redirect, useActionData, useLoaderData } from 'react-router'
import { type Asked, leaveWhenSignedOut, signedInVisitOf, valueOrLeave } from '../session/visit.ts'
import { type FormError, newPasswordErrors, refusalErrors, textOf } from '../ui/form-errors.ts'
import { Field, PostForm } from '../ui/form-parts.tsx'
import { Page } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'

export async function loader(asked: Asked) {
  const visit = signedInVisitOf(asked)
  const { email } = valueOrLeave(await visit.client.readAccount(), visit, asked.request)
  return { email, isChanged: visit.url.searchParams.has('changed') }
}

export async function action(asked: Asked) {
  const visit = signedInVisitOf(asked)
  const { client, cookie, paths, say } = visit
  const form = await asked.request.formData()
  const current = textOf(form, 'currentPassword')
  const wanted = textOf(form, 'newPassword')
  const missing =
    current === '' ? [{ field: 'currentPassword', text: say('error.passwordMissing') }] : []
  const errors: FormError[] = [...missing, ...newPasswordErrors(wanted, say, 'newPassword')]
  if (errors.length > 0) return data({ errors }, { status: 400 })
  const answer = await client.changePassword(current, wanted)
  if (answer.outcome === 'ok') {
    const headers = { 'set-cookie': cookie.keep(answer.value.token, answer.value.expiresAt) }
    return redirect(`${paths.to('account')}?changed`, { status: 303, headers })
  }
  if (answer.status === 403) {
    const wrong = [{ field: 'currentPassword', text: say('error.currentPassword') }]
    return data({ errors: wrong }, { status: 403 })
  }
  // A 401 that points at a field is about the password typed; any other is about the session.
  if (answer.problem.errors === undefined) leaveWhenSignedOut(answer, visit, asked.request)
  const refusals = refusalErrors(answer, say, ['currentPassword', 'newPassword'])
  return data({ errors: refusals }, { status: answer.status })
}

export default function Account() {
  const { say, paths } = useReading()
  const { email, isChanged } = useLoaderData<typeof loader>()
  const errors = useActionData<typeof action>()?.errors
  return (
    <Page title={say('account.title')} lead={say('account.address', { email })}>
      {isChanged && errors === undefined ? (
        <p className="note" role="status">
          {say('account.changed')}
        </p>
      ) : null}
      <section>
        <h2>{say('account.password')}</h2>
        <p className="muted">{say('account.password.text')}</p>
        <PostForm errors={errors} submit={say('account.change')} action={paths.to('account')}>
          <Field
            name="currentPassword"
            type="password"
            label={say('field.currentPassword')}
            autoComplete="current-password"
            errors={errors}
          />
          <Field
            name="newPassword"
            type="password"
            label={say('field.newPassword')}
            hint={say('field.passwordHint')}
            autoComplete="new-password"
            errors={errors}
          />
        </PostForm>
      </section>
      <section>
        <h2>{say('account.export')}</h2>
        <p className="muted">{say('account.export.text')}</p>
        <p>
          <a href={paths.to('accountFile')} download>
            {say('account.export.go')}
          </a>
        </p>
      </section>
      <section>
        <h2>{say('account.delete')}</h2>
        <p className="muted">{say('account.delete.text')}</p>
        <p>
          <a href={paths.to('deleteAccount')}>{say('account.delete.go')}</a>
        </p>
      </section>
    </Page>
  )
}
