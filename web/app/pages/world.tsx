/** An app's World: its clock, its customers with their accounts, and the way to start it anew, which is asked twice. */
import { data, redirect, useActionData, useLoaderData } from 'react-router'
import type { App, PushedNotification, World } from '../api/portal-types.ts'
import { NoSandbox } from '../sandbox/no-sandbox.tsx'
import {
  type Asked,
  type Visit,
  leaveWhenSignedOut,
  signedInVisitOf,
  valueOrLeave,
} from '../session/visit.ts'
import { type FormError, textOf } from '../ui/form-errors.ts'
import { PostForm } from '../ui/form-parts.tsx'
import { Page } from '../ui/page.tsx'
import { PushLog } from '../ui/push-log.tsx'
import { useReading } from '../ui/reading.ts'

interface AskedForWorld extends Asked {
  params: { id?: string }
}

type Loaded = {
  app: App
  isReset: boolean
  world: World | undefined
  notifications: PushedNotification[]
}

export async function loader(asked: AskedForWorld) {
  const visit = signedInVisitOf(asked)
  const id = asked.params.id ?? ''
  const app = valueOrLeave(await visit.client.readApp(id), visit, asked.request)
  const answer = await visit.client.readWorld(id)
  const isReset = visit.url.searchParams.has('reset')
  if (answer.outcome === 'refused' && answer.problem.code === 'world-unavailable')
    return data<Loaded>({ app, isReset, world: undefined, notifications: [] }, { status: 404 })
  const world = valueOrLeave(answer, visit, asked.request)
  const log = valueOrLeave(await visit.client.listNotifications(id), visit, asked.request)
  return data<Loaded>({ app, isReset, world, ...log })
}

export async function action(asked: AskedForWorld) {
  const visit = signedInVisitOf(asked)
  const id = asked.params.id ?? ''
  const form = await asked.request.formData()
  if (textOf(form, 'confirm') !== 'yes') return refuse(visit)
  const answer = await visit.client.resetWorld(id)
  leaveWhenSignedOut(answer, visit, asked.request)
  valueOrLeave(answer, visit, asked.request)
  return redirect(`${visit.paths.world(id)}?reset`, 303)
}

function refuse({ say }: Visit) {
  const errors: FormError[] = [{ field: 'confirm', text: say('world.confirmMissing') }]
  return data({ errors }, { status: 400 })
}

export default function WorldPage() {
  const { say, paths } = useReading()
  const { app, isReset, world, notifications } = useLoaderData<typeof loader>()
  const errors = useActionData<typeof action>()?.errors
  if (world === undefined) return <NoSandbox app={app} />
  return (
    <Page title={say('world.title', { name: app.name })} lead={say('world.lead')}>
      {isReset && errors === undefined ? (
        <p className="note" role="status">
          {say('world.resetDone')}
        </p>
      ) : null}
      <ul className="plain row-links">
        <li>
          <a href={paths.app(app.id)}>{say('world.back', { name: app.name })}</a>
        </li>
        <li>
          <a href={paths.worldTestData(app.id)}>{say('worldData.link')}</a>
        </li>
        <li>
          <a href={paths.worldProfile(app.id)}>{say('worldProfile.link')}</a>
        </li>
      </ul>
      <section>
        <h2>{say('world.customers')}</h2>
        <p className="muted">{say('world.customersText')}</p>
        <ul className="people">
          {world.customers.map((customer) => (
            <Customer key={customer.id} customer={customer} />
          ))}
        </ul>
      </section>
      <ClockFacts world={world} />
      <PushLog notifications={notifications} />
      <Reset errors={errors} address={paths.world(app.id)} />
    </Page>
  )
}

function Customer({ customer }: { customer: World['customers'][number] }) {
  const { say, language } = useReading()
  const { id, name, about } = customer
  const accounts = [
    ...customer.accounts.map((account) => ({ ...account, number: account.iban })),
    ...customer.cardAccounts.map((account) => ({ ...account, number: account.maskedPan })),
  ]
  return (
    <li id={id}>
      <div>
        <h3>{name}</h3>
        <p>{about[language]}</p>
        <p className="small">
          <span className="muted">{say('world.id')}</span> <code>{id}</code>
        </p>
      </div>
      {accounts.length === 0 ? (
        <p className="muted">{say('world.noAccounts')}</p>
      ) : (
        <ul className="accounts" aria-label={say('world.accountsOf', { name })}>
          {accounts.map((account) => (
            <li key={account.id}>
              <span>{account.name}</span> <code>{account.number}</code>{' '}
              <span className="muted">{account.currency}</span>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

function ClockFacts({ world }: { world: World }) {
  const { say, language, site } = useReading()
  const seconds = Math.round(world.clockOffsetMs / 1_000)
  const now = new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'long',
    timeZone: site?.timeZone ?? 'UTC',
  }).format(Date.parse(world.now))
  return (
    <section>
      <h2>{say('world.clock')}</h2>
      <dl>
        <dt>{say('world.now')}</dt>
        <dd>
          <time dateTime={world.now}>{now}</time>
        </dd>
        <dt>{say('world.ahead')}</dt>
        <dd>{seconds === 0 ? say('world.aheadNot') : say('world.aheadBy', { seconds })}</dd>
      </dl>
    </section>
  )
}

function Reset({ errors, address }: { errors: FormError[] | undefined; address: string }) {
  const { say } = useReading()
  const isWrong = errors !== undefined
  return (
    <section id="reset">
      <h2>{say('world.reset')}</h2>
      <p>{say('world.resetText')}</p>
      <ul>
        {([1, 2, 3, 4] as const).map((step) => (
          <li key={step}>{say(`world.reset${step}`)}</li>
        ))}
      </ul>
      <PostForm errors={errors} submit={say('world.resetGo')} isRisky action={`${address}#reset`}>
        <div className="choice">
          <input
            type="checkbox"
            name="confirm"
            id="confirm"
            value="yes"
            aria-invalid={isWrong || undefined}
            aria-describedby={isWrong ? 'confirm-wrong' : undefined}
          />
          <label htmlFor="confirm">{say('world.confirm')}</label>
        </div>
        {isWrong ? (
          <p className="wrong" id="confirm-wrong">
            {say('world.confirmMissing')}
          </p>
        ) : null}
      </PostForm>
    </section>
  )
}
