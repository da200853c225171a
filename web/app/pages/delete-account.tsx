/** Asks once more, and for the password, before an account ends, says what will happen, and confirms when it has. */
import { data, redirect, useActionData, useLoaderData } from 'react-router'
import {
  type Asked,
  leaveWhenSignedOut,
  signedInVisitOf,
  valueOrLeave,
  visitOf,
} from '../session/visit.ts'
import { type FormError, refusalErrors, textOf } from '../ui/form-errors.ts'
import { Field, PostForm } from '../ui/form-parts.tsx'
import { Page } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'

type Refused = { reason: string; errors: FormError[] }

/** The farewell is an address of its own for who is signed out: the form's own page would ask to sign in again. */
export async function loader(asked: Asked) {
  const { url, sessionToken } = visitOf(asked)
  if (sessionToken === undefined && url.searchParams.has('done')) return { isDone: true }
  const visit = signedInVisitOf(asked)
  valueOrLeave(await visit.client.readAccount(), visit, asked.request)
  return { isDone: false }
}

export async function action(asked: Asked) {
  const visit = signedInVisitOf(asked)
  const form = await asked.request.formData()
  const reason = textOf(form, 'reason').trim()
  const current = textOf(form, 'currentPassword')
  if (current === '') {
    const errors = [{ field: 'currentPassword', text: visit.say('error.passwordMissing') }]
    return data<Refused>({ reason, errors }, { status: 400 })
  }
  const answer = await visit.client.deleteAccount(current, reason)
  leaveWhenSignedOut(answer, visit, asked.request)
  if (answer.outcome === 'refused') {
    const errors = refusalErrors(answer, visit.say, ['currentPassword', 'reason'])
    return data<Refused>({ reason, errors }, { status: answer.status })
  }
  const headers = { 'set-cookie': visit.cookie.drop() }
  return redirect(`${visit.paths.to('deleteAccount')}?done`, { status: 303, headers })
}

export default function DeleteAccount() {
  const { say, paths } = useReading()
  const refused = useActionData<typeof action>()
  if (useLoaderData<typeof loader>().isDone)
    return (
      <Page title={say('delete.done')} lead={say('delete.doneText')}>
        <p>
          <a href={paths.to('home')}>{say('delete.home')}</a>
        </p>
      </Page>
    )
  const keep = <a href={paths.to('account')}>{say('delete.keep')}</a>
  return (
    <Page title={say('delete.title')} lead={say('delete.text')}>
      <ul>
        <li>{say('delete.1')}</li>
        <li>{say('delete.2')}</li>
        <li>{say('delete.3')}</li>
      </ul>
      <PostForm errors={refused?.errors} submit={say('delete.submit')} isRisky otherwise={keep}>
        <Field
          name="currentPassword"
          type="password"
          label={say('field.currentPassword')}
          autoComplete="current-password"
          errors={refused?.errors}
        />
        <Field
          name="reason"
          lines={3}
          isOptional
          label={say('delete.reason')}
          hint={say('delete.reasonHint')}
          value={refused?.reason}
          errors={refused?.errors}
        />
      </PostForm>
    </Page>
  )
}
