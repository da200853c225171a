/** The developer's apps; when there are none, the way to the first. */
import { useLoaderData } from 'react-router'
import type { App } from '../api/portal-types.ts'
import { type Asked, signedInVisitOf, valueOrLeave } from '../session/visit.ts'
import { Page } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'

export async function loader(asked: Asked) {
  const visit = signedInVisitOf(asked)
  return valueOrLeave(await visit.client.listApps(), visit, asked.request)
}

export default function Apps() {
  const { say, paths } = useReading()
  const { apps } = useLoaderData<typeof loader>()
  const create = (text: string) => (
    <a className="btn" href={paths.to('createApp')}>
      {text}
    </a>
  )
  if (apps.length === 0)
    return (
      <Page title={say('apps.title')}>
        <div className="empty">
          <h2>{say('apps.none')}</h2>
          <p className="muted">{say('apps.noneText')}</p>
          <div className="do">{create(say('apps.first'))}</div>
        </div>
      </Page>
    )
  return (
    <Page title={say('apps.title')} lead={say('apps.lead')} beside={create(say('apps.create'))}>
      <AppTable apps={apps} />
    </Page>
  )
}

function AppTable({ apps }: { apps: App[] }) {
  const { say, paths } = useReading()
  return (
    <div className="scroll" role="region" tabIndex={0} aria-label={say('apps.title')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('apps.name')}</th>
            <th scope="col">{say('apps.type')}</th>
            <th scope="col">{say('apps.clientId')}</th>
          </tr>
        </thead>
        <tbody>
          {apps.map((app) => (
            <tr key={app.id}>
              <th scope="row">
                <a href={paths.app(app.id)}>{app.name}</a>
              </th>
              <td className="muted">{say(app.type === 'native' ? 'type.native' : 'type.web')}</td>
              <td>
                <code>{app.clientId}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
