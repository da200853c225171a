/** An app's Client Secrets: those in force, a new one, revoking. A new one is the direct answer to the form, shown once and never part of an address. */
import { data, redirect, useActionData, useLoaderData } from 'react-router'
import type { CreatedClientSecret } from '../api/portal-types.ts'
import { type Asked, leaveWhenSignedOut, signedInVisitOf, valueOrLeave } from '../session/visit.ts'
import { type FormError, refusalErrors, textOf } from '../ui/form-errors.ts'
import { Field, PostForm } from '../ui/form-parts.tsx'
import { Page } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'
import { SecretTable } from '../ui/secret-table.tsx'

interface AskedForSecrets extends Asked {
  params: { id?: string }
}

const overlaps = ['0', '1', '24', '168', '720'] as const
const overlapDefault = '24'

type Made =
  | { outcome: 'made'; made: CreatedClientSecret }
  | { outcome: 'refused'; overlap: string; errors: FormError[] }

export async function loader(asked: AskedForSecrets) {
  const visit = signedInVisitOf(asked)
  const appId = asked.params.id ?? ''
  const app = valueOrLeave(await visit.client.readApp(appId), visit, asked.request)
  const answer = await visit.client.listClientSecrets(appId)
  const { secrets } = valueOrLeave(answer, visit, asked.request)
  const { id, name, clientId } = app
  return { app: { id, name, clientId }, secrets, isRevoked: visit.url.searchParams.has('revoked') }
}

export async function action(asked: AskedForSecrets) {
  const visit = signedInVisitOf(asked)
  const appId = asked.params.id ?? ''
  const form = await asked.request.formData()
  const ended = textOf(form, 'revoke')
  if (ended !== '') {
    const answer = await visit.client.revokeClientSecret(appId, ended)
    // Pressed twice, or ended meanwhile: it is out of force, which is what was wanted.
    const isGone = answer.outcome === 'refused' && answer.problem.code === 'secret-unknown'
    if (!isGone) valueOrLeave(answer, visit, asked.request)
    return redirect(`${visit.paths.clientSecrets(appId)}?revoked`, 303)
  }
  const overlap = overlaps.find((hours) => hours === textOf(form, 'overlap')) ?? overlapDefault
  const answer = await visit.client.createClientSecret(appId, Number(overlap))
  leaveWhenSignedOut(answer, visit, asked.request)
  if (answer.outcome === 'ok')
    return data<Made>({ outcome: 'made', made: answer.value }, { status: 201 })
  if (answer.status === 404) throw new Response(null, { status: 404 })
  const errors =
    answer.status === 409
      ? [{ text: visit.say('secrets.tooMany') }]
      : refusalErrors(answer, visit.say, [])
  return data<Made>({ outcome: 'refused', overlap, errors }, { status: answer.status })
}

export default function ClientSecrets() {
  const { say, paths } = useReading()
  const { app, secrets, isRevoked } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const address = paths.clientSecrets(app.id)
  if (answer?.outcome === 'made')
    return <Shown clientId={app.clientId} made={answer.made} address={address} />
  return (
    <Page title={say('secrets.title', { name: app.name })} lead={say('secrets.lead')}>
      {isRevoked && answer === undefined ? (
        <p className="note" role="status">
          {say('secrets.revoked')}
        </p>
      ) : null}
      <p>
        <a href={paths.app(app.id)}>{say('secrets.toApp', { name: app.name })}</a>
      </p>
      <section>
        <h2>{say('secrets.list')}</h2>
        <SecretTable secrets={secrets} address={address} />
      </section>
      <section>
        <h2>{say('secrets.new')}</h2>
        <PostForm errors={answer?.errors} submit={say('secrets.submit')} action={address}>
          <Field
            name="overlap"
            label={say('secrets.overlap')}
            hint={say('secrets.overlapHint')}
            choices={overlaps.map((value) => ({ value, text: say(`secrets.overlap.${value}`) }))}
            value={answer?.overlap ?? overlapDefault}
            errors={answer?.errors}
          />
        </PostForm>
      </section>
    </Page>
  )
}

interface ShownProps {
  clientId: string
  made: CreatedClientSecret
  address: string
}

function Shown({ clientId, made, address }: ShownProps) {
  const { say } = useReading()
  return (
    <Page title={say('secrets.shown')}>
      <p className="note" role="status">
        {say('secret.once')}
      </p>
      <dl>
        <dt>{say('secret.clientId')}</dt>
        <dd>
          <code id="client-id">{clientId}</code>
        </dd>
        <dt>{say('secret.clientSecret')}</dt>
        <dd className="secret">
          <code id="client-secret">{made.clientSecret}</code>
        </dd>
      </dl>
      <p>
        <a className="btn" href={address}>
          {say('secrets.back')}
        </a>
      </p>
    </Page>
  )
}
