/** What was pushed to an app's TPP-Notification-URI and what came of it, with what to do where we do not call. */
import type { PushedNotification } from '../api/portal-types.ts'
import { useReading } from './reading.ts'
import { toLocalTime } from './local-time.ts'

export function PushLog({ notifications }: { notifications: PushedNotification[] }) {
  const { say } = useReading()
  return (
    <section id="notifications">
      <h2>{say('push.title')}</h2>
      <p className="muted">{say(notifications.length === 0 ? 'push.none' : 'push.text')}</p>
      {notifications.length === 0 ? null : (
        <div className="scroll" role="region" tabIndex={0} aria-label={say('push.title')}>
          <table>
            <thead>
              <tr>
                {(['time', 'resource', 'status', 'host', 'outcome'] as const).map((name) => (
                  <th key={name} scope="col">
                    {say(`push.${name}`)}
                  </th>
                ))}
                <th scope="col" className="n">
                  {say('push.attempts')}
                </th>
              </tr>
            </thead>
            <tbody>
              {notifications.map((notification) => (
                <Row key={notification.id} notification={notification} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

const tones = {
  queued: 'warn',
  delivered: 'ok',
  refused: 'bad',
  'not-reached': 'bad',
} as const

function Row({ notification }: { notification: PushedNotification }) {
  const { say, language } = useReading()
  const { outcome, answerStatus, createdAt } = notification
  return (
    <tr>
      <td>
        <time dateTime={createdAt}>{toLocalTime(createdAt, language)}</time>
      </td>
      <td>
        <code>{notification.authorisationId ?? notification.resourceId}</code>
      </td>
      <td>{notification.status}</td>
      <td>
        <code>{notification.host}</code>
      </td>
      <td>
        <span className={`tag ${tones[outcome]}`}>{say(`push.${outcome}`)}</span>{' '}
        {answerStatus ?? null}
        {outcome === 'not-reached' ? <p className="small">{say('push.allow')}</p> : null}
      </td>
      <td className="n">{notification.attempts}</td>
    </tr>
  )
}
