/** Making an app. The secret is the direct answer to the form, shown once and never part of an address. */
import { createHash, randomBytes } from 'node:crypto'
import { data, useActionData } from 'react-router'
import type { AppDraft, CreatedApp } from '../api/portal-types.ts'
import { type Asked, leaveWhenSignedOut, signedInVisitOf, valueOrLeave } from '../session/visit.ts'
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
import { type Shown, ShownSecret } from '../ui/shown-secret.tsx'

type Made =
  | { outcome: 'created'; shown: Shown }
  | { outcome: 'refused'; draft: AppDraft; errors: FormError[] }

export async function loader(asked: Asked) {
  const visit = signedInVisitOf(asked)
  if (asked.request.method === 'GET')
    valueOrLeave(await visit.client.readAccount(), visit, asked.request)
  return null
}

export async function action(asked: Asked) {
  const visit = signedInVisitOf(asked)
  const draft = toDraft(await asked.request.formData())
  const errors = appErrors(draft.name, draft.redirectUris, visit.say)
  if (errors.length > 0) return data<Made>({ outcome: 'refused', draft, errors }, { status: 400 })
  const answer = await visit.client.createApp(draft)
  leaveWhenSignedOut(answer, visit, asked.request)
  if (answer.outcome === 'refused') {
    const refusals = refusalErrors(answer, visit.say, ['name', 'type', 'redirectUris'])
    return data<Made>({ outcome: 'refused', draft, errors: refusals }, { status: answer.status })
  }
  const shown = toShown(draft, answer.value, visit.portal.publicUrl)
  return data<Made>({ outcome: 'created', shown }, { status: 201 })
}

function toDraft(form: FormData): AppDraft {
  return {
    name: textOf(form, 'name').trim(),
    type: textOf(form, 'type') === 'native' ? 'native' : 'web',
    redirectUris: parseRedirectUris(textOf(form, 'redirectUris')),
  }
}

/** @see RFC 7636 §4.1 and §4.2 */
function toShown(draft: AppDraft, app: CreatedApp, publicUrl: string): Shown {
  const verifier = randomBytes(32).toString('base64url')
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  return {
    id: app.id,
    name: draft.name,
    clientId: app.clientId,
    clientSecret: app.clientSecret,
    redirectUri: draft.redirectUris[0] ?? '',
    verifier,
    challenge,
    publicUrl,
  }
}

export default function CreateApp() {
  const { say, paths } = useReading()
  const made = useActionData<typeof action>()
  if (made?.outcome === 'created') return <ShownSecret shown={made.shown} />
  const errors = made?.errors
  const keep = <a href={paths.to('apps')}>{say('apps.title')}</a>
  return (
    <Page title={say('createApp.title')} lead={say('createApp.lead')}>
      <PostForm errors={errors} submit={say('createApp.submit')} isWide otherwise={keep}>
        <Field
          name="name"
          label={say('createApp.name')}
          hint={say('createApp.nameHint')}
          value={made?.draft.name}
          errors={errors}
          autoComplete="off"
        />
        <TypeChoice chosen={made?.draft.type ?? 'web'} />
        <Field
          name="redirectUris"
          lines={3}
          label={say('createApp.uris')}
          hint={say('createApp.urisHint')}
          value={made?.draft.redirectUris.join('\n') ?? 'http://localhost:3000/callback'}
          errors={errors}
        />
      </PostForm>
    </Page>
  )
}

function TypeChoice({ chosen }: { chosen: AppDraft['type'] }) {
  const { say } = useReading()
  return (
    <fieldset>
      <legend>{say('createApp.type')}</legend>
      {(['web', 'native'] as const).map((type) => (
        <div className="choice" key={type}>
          <input
            type="radio"
            name="type"
            id={type}
            value={type}
            defaultChecked={chosen === type}
            aria-describedby={`${type}-hint`}
          />
          <label htmlFor={type}>{say(`type.${type}`)}</label>
          <span />
          <p className="hint" id={`${type}-hint`}>
            {say(`createApp.${type}`)}
          </p>
        </div>
      ))}
    </fieldset>
  )
}
