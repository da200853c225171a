/** Asks once more before an account ends, says what will happen, and confirms when it has. */
import { data, useActionData } from 'react-router'
import { type Asked, leaveWhenSignedOut, signedInVisitOf, valueOrLeave } from '../session/visit.ts'
import { type FormError, refusalErrors, textOf } from '../ui/form-errors.ts'
import { Field, PostForm } from '../ui/form-parts.tsx'
import { Page } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'

type Ended = { outcome: 'deleted' | 'refused'; reason: string; errors: FormError[] }

/** The page after deletion is drawn with the old cookie still in the request: nothing is read here then. */
export async function loader(asked: Asked) {
  const visit = signedInVisitOf(asked)
  if (asked.request.method === 'GET')
    valueOrLeave(await visit.client.readAccount(), visit, asked.request)
  return null
}

export async function action(asked: Asked) {
  const visit = signedInVisitOf(asked)
  const reason = textOf(await asked.request.formData(), 'reason').trim()
  const answer = await visit.client.deleteAccount(reason)
  leaveWhenSignedOut(answer, visit, asked.request)
  if (answer.outcome === 'refused') {
    const errors = refusalErrors(answer, visit.say, ['reason'])
    return data<Ended>({ outcome: 'refused', reason, errors }, { status: answer.status })
  }
  const headers = { 'set-cookie': visit.cookie.drop() }
  return data<Ended>({ outcome: 'deleted', reason, errors: [] }, { headers })
}

/** React Router takes the headers of a page from here; without it the cookie would stay. */
export function headers({ actionHeaders }: { actionHeaders: Headers }): Headers {
  return actionHeaders
}

export default function DeleteAccount() {
  const { say, paths } = useReading()
  const ended = useActionData<typeof action>()
  if (ended?.outcome === 'deleted')
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
      <PostForm errors={ended?.errors} submit={say('delete.submit')} isRisky otherwise={keep}>
        <Field
          name="reason"
          lines={3}
          isOptional
          label={say('delete.reason')}
          hint={say('delete.reasonHint')}
          value={ended?.reason}
          errors={ended?.errors}
        />
      </PostForm>
    </Page>
  )
}
