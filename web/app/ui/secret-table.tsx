/** The Client Secrets in force, each by its last characters, with its use, its end and the way to revoke it. */
import type { ClientSecret } from '../api/portal-types.ts'
import { toLocalTime } from './local-time.ts'
import { useReading } from './reading.ts'

export function SecretTable({ secrets, address }: { secrets: ClientSecret[]; address: string }) {
  const { say } = useReading()
  if (secrets.length === 0) return <p className="muted">{say('secrets.none')}</p>
  return (
    <div className="scroll" role="region" tabIndex={0} aria-label={say('secrets.list')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('secrets.ending')}</th>
            <th scope="col">
              <span className="unseen">{say('secrets.revoke')}</span>
            </th>
            <th scope="col">{say('secrets.createdAt')}</th>
            <th scope="col">{say('secrets.lastUsedAt')}</th>
            <th scope="col">{say('secrets.endsAt')}</th>
          </tr>
        </thead>
        <tbody>
          {secrets.map((secret) => (
            <Row key={secret.id} secret={secret} address={address} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ secret, address }: { secret: ClientSecret; address: string }) {
  const { say } = useReading()
  const { id, hint, createdAt, lastUsedAt, endsAt } = secret
  return (
    <tr>
      <th scope="row">
        <code>{hint}</code>
      </th>
      <td>
        <RevokeForm {...{ id, hint, address }} />
      </td>
      <td>
        <Moment at={createdAt} />
      </td>
      <td>{lastUsedAt === null ? say('secrets.neverUsed') : <Moment at={lastUsedAt} />}</td>
      <td>{endsAt === null ? say('secrets.noEnd') : <Moment at={endsAt} />}</td>
    </tr>
  )
}

function RevokeForm({ id, hint, address }: { id: string; hint: string; address: string }) {
  const { say } = useReading()
  return (
    <form method="post" action={address}>
      <input type="hidden" name="revoke" value={id} />
      <button type="submit" className="btn quiet">
        {say('secrets.revoke')} <span className="unseen">{hint}</span>
      </button>
    </form>
  )
}

function Moment({ at }: { at: string }) {
  const { language } = useReading()
  return <time dateTime={at}>{toLocalTime(at, language)}</time>
}
