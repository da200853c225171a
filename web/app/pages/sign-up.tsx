/** Sign-up: an address, and no password before the mailbox is proven. The answer never tells whether it has an account. */
import { data, useActionData } from 'react-router'
import { type Asked, visitOf } from '../session/visit.ts'
import { CheckMail } from '../ui/check-mail.tsx'
import { emailErrors, type FormError, refusalErrors, textOf } from '../ui/form-errors.ts'
import { Field, PostForm } from '../ui/form-parts.tsx'
import { Page } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'

type Sent = { outcome: 'sent' | 'refused'; email: string; errors: FormError[] }

export async function action(asked: Asked) {
  const { client, say } = visitOf(asked)
  const email = textOf(await asked.request.formData(), 'email').trim()
  const errors = emailErrors(email, say)
  if (errors.length > 0) return data<Sent>({ outcome: 'refused', email, errors }, { status: 400 })
  const answer = await client.createAccount(email)
  if (answer.outcome === 'ok')
    return data<Sent>({ outcome: 'sent', email, errors }, { status: 202 })
  const refusals = refusalErrors(answer, say, ['email'])
  return data<Sent>({ outcome: 'refused', email, errors: refusals }, { status: answer.status })
}

export default function SignUp() {
  const { say, paths } = useReading()
  const sent = useActionData<typeof action>()
  if (sent?.outcome === 'sent')
    return <CheckMail text={say('mail.signUp', { email: sent.email })} />
  return (
    <Page title={say('signUp.title')} lead={say('signUp.lead')}>
      <PostForm errors={sent?.errors} submit={say('signUp.submit')}>
        <Field
          name="email"
          type="email"
          label={say('field.email')}
          autoComplete="email"
          value={sent?.email}
          errors={sent?.errors}
        />
      </PostForm>
      <p className="small muted">
        {say('signUp.have')} <a href={paths.to('signIn')}>{say('signIn.title')}</a>
      </p>
    </Page>
  )
}
