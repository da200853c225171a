/** Asks once more before an app ends and says what will happen. */
import { data, redirect, useActionData, useLoaderData } from 'react-router'
import { type Asked, leaveWhenSignedOut, signedInVisitOf, valueOrLeave } from '../session/visit.ts'
import { refusalErrors } from '../ui/form-errors.ts'
import { PostForm } from '../ui/form-parts.tsx'
import { Page } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'

interface AskedForApp extends Asked {
  params: { id?: string }
}

export async function loader(asked: AskedForApp) {
  const visit = signedInVisitOf(asked)
  const id = asked.params.id ?? ''
  const { name } = valueOrLeave(await visit.client.readApp(id), visit, asked.request)
  return { id, name }
}

export async function action(asked: AskedForApp) {
  const visit = signedInVisitOf(asked)
  const answer = await visit.client.deleteApp(asked.params.id ?? '')
  leaveWhenSignedOut(answer, visit, asked.request)
  if (answer.outcome === 'ok') return redirect(visit.paths.to('apps'), 303)
  if (answer.status === 404) throw new Response(null, { status: 404 })
  return data({ errors: refusalErrors(answer, visit.say, []) }, { status: answer.status })
}

export default function DeleteApp() {
  const { say, paths } = useReading()
  const { id, name } = useLoaderData<typeof loader>()
  const errors = useActionData<typeof action>()?.errors
  const keep = <a href={paths.app(id)}>{say('deleteApp.keep')}</a>
  return (
    <Page title={say('deleteApp.title', { name })} lead={say('deleteApp.text')}>
      <PostForm errors={errors} submit={say('deleteApp.submit')} isRisky otherwise={keep} />
    </Page>
  )
}
