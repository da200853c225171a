/** An app's latest calls with the search for one X-Request-ID, and what to do when there are none. */
import type { CallRecord } from '../api/portal-types.ts'
import { Field } from './form-parts.tsx'
import { useReading } from './reading.ts'

interface CallTableProps {
  calls: CallRecord[]
  requestId: string
  appPath: string
  publicUrl: string
}

export function CallTable({ calls, requestId, appPath, publicUrl }: CallTableProps) {
  const { say } = useReading()
  if (calls.length === 0 && requestId === '')
    return (
      <div className="empty">
        <h3>{say('app.callsNone')}</h3>
        <p className="muted">{say('app.callsNoneText')}</p>
        <p>
          <code>{publicUrl}/sandbox/oauth</code>
        </p>
      </div>
    )
  return (
    <>
      <form method="get" action={`${appPath}#calls`} className="search" role="search">
        <Field
          name="requestId"
          label={say('app.search')}
          value={requestId}
          isOptional
          autoComplete="off"
        />
        <button type="submit" className="btn quiet">
          {say('app.find')}
        </button>
        {requestId === '' ? null : <a href={`${appPath}#calls`}>{say('app.clear')}</a>}
      </form>
      {calls.length === 0 ? (
        <p role="status">{say('app.notFound', { id: requestId })}</p>
      ) : (
        <div className="scroll" role="region" tabIndex={0} aria-label={say('app.calls')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{say('app.time')}</th>
                <th scope="col">{say('app.call')}</th>
                <th scope="col">{say('app.status')}</th>
                <th scope="col">{say('app.requestId')}</th>
                <th scope="col" className="n">
                  {say('app.took')}
                </th>
              </tr>
            </thead>
            <tbody>
              {calls.map((call, index) => (
                <CallRow key={`${index} ${call.requestId}`} call={call} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

function CallRow({ call }: { call: CallRecord }) {
  const { language } = useReading()
  const name = [call.method, call.path].filter(Boolean).join(' ') || (call.operation ?? '')
  const tone = call.status < 400 ? 'ok' : call.status < 500 ? 'warn' : 'bad'
  return (
    <tr>
      <td>
        <time dateTime={call.arrivedAt}>{toLocalTime(call.arrivedAt, language)}</time>
      </td>
      <td>
        <code>{name}</code>
      </td>
      <td>
        <span className={`tag ${tone}`}>{call.status}</span>
      </td>
      <td>
        <code>{call.requestId ?? '–'}</code>
      </td>
      <td className="n">
        {call.durationMs === undefined ? '–' : `${Math.round(call.durationMs)} ms`}
      </td>
    </tr>
  )
}

/** In UTC and said so: the server cannot know the reader's zone without script. */
function toLocalTime(at: string | undefined, language: string): string {
  const instant = Date.parse(at ?? '')
  if (Number.isNaN(instant)) return '–'
  const format = new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: 'UTC',
  })
  return `${format.format(instant)} UTC`
}
