/** The bank profile of an app's World: read, changed in a form, or given back. What was refused is kept to be mended. */
import { data, redirect, useActionData, useLoaderData } from 'react-router'
import type { Profile } from '../api/portal-types.ts'
import { wordsFor } from '../profile/field-words.ts'
import { ProfileControl } from '../profile/profile-controls.tsx'
import {
  type ProfileField,
  type ProfileGroup,
  fieldOf,
  isSame,
  readProfile,
  toGroups,
  valueAt,
} from '../profile/profile-fields.ts'
import { ProfileTable } from '../profile/profile-table.tsx'
import { NoSandbox } from '../sandbox/no-sandbox.tsx'
import {
  type Asked,
  type Visit,
  leaveWhenSignedOut,
  signedInVisitOf,
  valueOrLeave,
} from '../session/visit.ts'
import { type FormError, refusalErrors, textOf } from '../ui/form-errors.ts'
import { PostForm } from '../ui/form-parts.tsx'
import { Page } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'

interface AskedForProfile extends Asked {
  params: { id?: string }
}

type Loaded = {
  app: { id: string; name: string }
  found: { profile: Profile; bank: Profile; groups: ProfileGroup[] } | undefined
  told: 'saved' | 'wasReset' | undefined
  isEdited: boolean
}

export async function loader(asked: AskedForProfile) {
  const visit = signedInVisitOf(asked)
  const appId = asked.params.id ?? ''
  const { id, name } = valueOrLeave(await visit.client.readApp(appId), visit, asked.request)
  const { searchParams } = visit.url
  const told = (['saved', 'wasReset'] as const).find((key) => searchParams.has(key))
  const facts = { app: { id, name }, told, isEdited: searchParams.has('edit') }
  const answer = await visit.client.readWorldProfile(appId)
  if (answer.outcome === 'refused' && answer.problem.code === 'world-unavailable')
    return data<Loaded>({ ...facts, found: undefined }, { status: 404 })
  const profile = valueOrLeave(answer, visit, asked.request)
  const { bank, groups } = await readBank(visit, asked.request)
  return data<Loaded>({ ...facts, found: { profile, bank, groups } })
}

async function readBank(visit: Visit, request: Request) {
  const found = valueOrLeave(await visit.client.readBankProfile(), visit, request)
  return { bank: found.profile, groups: toGroups(found.schema) }
}

export async function action(asked: AskedForProfile) {
  const visit = signedInVisitOf(asked)
  const appId = asked.params.id ?? ''
  const form = await asked.request.formData()
  const address = visit.paths.worldProfile(appId)
  if (textOf(form, 'wish') === 'reset') {
    valueOrLeave(await visit.client.resetWorldProfile(appId), visit, asked.request)
    return redirect(`${address}?wasReset`, 303)
  }
  const { groups } = await readBank(visit, asked.request)
  const profile = readProfile(form, groups)
  const answer = await visit.client.changeWorldProfile(appId, profile)
  leaveWhenSignedOut(answer, visit, asked.request)
  if (answer.outcome === 'ok') return redirect(`${address}?saved`, 303)
  if (answer.status === 404) throw new Response(null, { status: 404 })
  const named = (answer.problem.errors ?? []).map(({ pointer, detail }): FormError => {
    const field = fieldOf(pointer, groups)
    if (field === undefined) return { text: visit.say('error.fromApi', { detail }) }
    const reason = reasonOf(field, visit) ?? detail
    return { field: field.path, text: `${wordsFor(field.path, visit.language).name}: ${reason}` }
  })
  const errors = named.length > 0 ? named : refusalErrors(answer, visit.say, [])
  return data({ profile, errors }, { status: answer.status })
}

/** What the field needs, where its shape alone says it. */
function reasonOf({ shape }: ProfileField, { say }: Visit): string | undefined {
  if (shape.kind === 'number') return say('worldProfile.number', { min: shape.min, max: shape.max })
  return shape.kind === 'choices' ? say('worldProfile.empty') : undefined
}

export default function WorldProfile() {
  const { say, paths } = useReading()
  const { app, found, told, isEdited } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  if (found === undefined) return <NoSandbox app={app} />
  return (
    <Page title={say('worldProfile.title', { name: app.name })} lead={say('worldProfile.lead')}>
      {told === undefined || refused ? null : (
        <p className="note" role="status">
          {say(`worldProfile.${told}`)}
        </p>
      )}
      <p>
        <a href={paths.world(app.id)}>{say('worldData.back', { name: app.name })}</a>
      </p>
      {isEdited || refused ? (
        <ProfileForm
          groups={found.groups}
          profile={refused?.profile ?? found.profile}
          errors={refused?.errors}
          address={paths.worldProfile(app.id)}
        />
      ) : (
        <>
          <Choices {...found} address={paths.worldProfile(app.id)} />
          <ProfileTable {...found} />
        </>
      )}
    </Page>
  )
}

interface ChoicesProps {
  groups: ProfileGroup[]
  profile: unknown
  bank: unknown
  address: string
}

/** How far the World is from the bank, and what can be done about it. */
function Choices({ groups, profile, bank, address }: ChoicesProps) {
  const { say, site } = useReading()
  const paths = groups.flatMap(({ fields }) => fields.map(({ path }) => path))
  const count = paths.filter((path) => !isSame(valueAt(profile, path), valueAt(bank, path))).length
  const bankName = site?.bankName ?? ''
  return (
    <>
      <p>
        {count === 0
          ? say('worldProfile.same', { bank: bankName })
          : say('worldProfile.changed', { count, bank: bankName })}
      </p>
      <div className="do">
        <a className="btn" href={`${address}?edit`}>
          {say('worldProfile.edit')}
        </a>
        {count === 0 ? null : (
          <form method="post" action={address}>
            <input type="hidden" name="wish" value="reset" />
            <button type="submit" className="btn quiet">
              {say('worldProfile.reset')}
            </button>
          </form>
        )}
      </div>
    </>
  )
}

interface ProfileFormProps {
  groups: ProfileGroup[]
  profile: unknown
  errors: FormError[] | undefined
  address: string
}

function ProfileForm({ groups, profile, errors, address }: ProfileFormProps) {
  const { say, language } = useReading()
  const keep = <a href={address}>{say('worldProfile.keep')}</a>
  return (
    <PostForm
      errors={errors}
      submit={say('worldProfile.save')}
      isWide
      action={address}
      otherwise={keep}
    >
      {groups.map(({ path, fields }) => (
        <section key={path} className="group">
          <h2>{wordsFor(path, language).name}</h2>
          {fields.map((field) => (
            <ProfileControl
              key={field.path}
              field={field}
              value={valueAt(profile, field.path)}
              errors={errors}
            />
          ))}
        </section>
      ))}
    </PostForm>
  )
}
