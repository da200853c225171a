/** One app: its credentials, what can be changed, its latest calls, the way to delete it. */
import { data, redirect, useActionData, useLoaderData } from 'react-router'
import { type Asked, leaveWhenSignedOut, signedInVisitOf, valueOrLeave } from '../session/visit.ts'
import { CallTable } from '../ui/call-table.tsx'
import {
  appErrors,
  type FormError,
  parseRedirectUris,
  refusalErrors,
  textOf,
} from '../ui/form-errors.ts'
import { Field, PostForm } from '../ui/form-parts.tsx'
import { Page } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'
import { Subscriptions } from '../ui/subscriptions.tsx'

interface AskedForApp extends Asked {
  params: { id?: string }
}

type Refused = { name: string; redirectUris: string[]; errors: FormError[] }

export async function loader(asked: AskedForApp) {
  const visit = signedInVisitOf(asked)
  const id = asked.params.id ?? ''
  const requestId = visit.url.searchParams.get('requestId')?.trim() ?? ''
  const app = valueOrLeave(await visit.client.readApp(id), visit, asked.request)
  const before = visit.url.searchParams.get('before') ?? ''
  const found = await visit.client.listCalls(id, { requestId, before })
  // A malformed X-Request-ID can have no calls: the search then finds nothing, instead of failing.
  const isMalformed = found.outcome === 'refused' && found.status === 400
  const page = isMalformed ? { calls: [] } : valueOrLeave(found, visit, asked.request)
  const isSaved = visit.url.searchParams.has('saved')
  const { publicUrl } = visit.portal
  return { app, page, requestId, isOlder: before !== '', isSaved, publicUrl }
}

export async function action(asked: AskedForApp) {
  const visit = signedInVisitOf(asked)
  const id = asked.params.id ?? ''
  const form = await asked.request.formData()
  const ended = textOf(form, 'unsubscribe')
  if (ended !== '') {
    valueOrLeave(await visit.client.unsubscribe(id, ended), visit, asked.request)
    return redirect(visit.paths.app(id), 303)
  }
  const name = textOf(form, 'name').trim()
  const redirectUris = parseRedirectUris(textOf(form, 'redirectUris'))
  const errors = appErrors(name, redirectUris, visit.say)
  if (errors.length > 0) return data<Refused>({ name, redirectUris, errors }, { status: 400 })
  const answer = await visit.client.updateApp(id, { name, redirectUris })
  leaveWhenSignedOut(answer, visit, asked.request)
  if (answer.outcome === 'ok') return redirect(`${visit.paths.app(id)}?saved`, 303)
  if (answer.status === 404) throw new Response(null, { status: 404 })
  const refusals = refusalErrors(answer, visit.say, ['name', 'redirectUris'])
  return data<Refused>({ name, redirectUris, errors: refusals }, { status: answer.status })
}

export default function AppPage() {
  const { say, paths } = useReading()
  const { app, page, requestId, isOlder, isSaved, publicUrl } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const errors = refused?.errors
  const uris = (refused?.redirectUris ?? app.redirectUris).join('\n')
  return (
    <Page title={app.name}>
      {isSaved && errors === undefined ? (
        <p className="note" role="status">
          {say('app.saved')}
        </p>
      ) : null}
      <section>
        <h2>{say('app.credentials')}</h2>
        <dl>
          <dt>{say('secret.clientId')}</dt>
          <dd>
            <code>{app.clientId}</code>
          </dd>
          <dt>{say('secret.clientSecret')}</dt>
          <dd className="muted">
            {say('app.secretHidden')}
            <p>
              <a href={paths.clientSecrets(app.id)}>{say('secrets.go')}</a>
            </p>
          </dd>
          <dt>{say('apps.type')}</dt>
          <dd>{say(app.type === 'native' ? 'type.native' : 'type.web')}</dd>
        </dl>
      </section>
      <section id="calls">
        <h2>{say('app.calls')}</h2>
        <CallTable
          page={page}
          requestId={requestId}
          isOlder={isOlder}
          appPath={paths.app(app.id)}
          worldPath={paths.world(app.id)}
          publicUrl={publicUrl}
        />
      </section>
      <section>
        <h2>{say('subscriptions.title')}</h2>
        <Subscriptions productIds={app.subscriptions} appPath={paths.app(app.id)} />
      </section>
      <Sandbox appId={app.id} />
      <section>
        <h2>{say('app.details')}</h2>
        <PostForm errors={errors} submit={say('app.save')} isWide action={paths.app(app.id)}>
          <Field
            name="name"
            label={say('createApp.name')}
            value={refused?.name ?? app.name}
            errors={errors}
            autoComplete="off"
          />
          <Field
            name="redirectUris"
            lines={4}
            label={say('app.uris')}
            hint={say('createApp.urisHint')}
            value={uris}
            errors={errors}
          />
        </PostForm>
      </section>
      <section>
        <h2>{say('app.delete')}</h2>
        <p className="muted">{say('app.deleteText')}</p>
        <p>
          <a href={paths.deleteApp(app.id)}>{say('app.deleteGo')}</a>
        </p>
      </section>
    </Page>
  )
}

/** What the app has of its own in the sandbox. */
function Sandbox({ appId }: { appId: string }) {
  const { say, paths } = useReading()
  return (
    <>
      <section>
        <h2>{say('app.world')}</h2>
        <p className="muted">{say('app.worldText')}</p>
        <p>
          <a href={paths.world(appId)}>{say('app.worldGo')}</a>
        </p>
      </section>
      <section>
        <h2>{say('certificates.link')}</h2>
        <p className="muted">{say('certificates.linkText')}</p>
        <p>
          <a href={paths.certificates(appId)}>{say('certificates.go')}</a>
        </p>
      </section>
    </>
  )
}
