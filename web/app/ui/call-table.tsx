/** An app's latest calls with the search for one X-Request-ID, and what to do when there are none. */
import type { CallRecord } from '../api/portal-types.ts'
import { Field } from './form-parts.tsx'
import { toLocalTime } from './local-time.ts'
import { useReading } from './reading.ts'

interface CallTableProps {
  page: { calls: CallRecord[]; next?: string | undefined }
  requestId: string
  /** True when the newest calls are on another page. */
  isOlder: boolean
  appPath: string
  worldPath: string
  publicUrl: string
}

export function CallTable(props: CallTableProps) {
  const { page, requestId, isOlder, appPath } = props
  const { say } = useReading()
  if (page.calls.length === 0 && requestId === '' && !isOlder) return <NoCalls {...props} />
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
      {page.calls.length === 0 ? <NothingFound {...props} /> : <Rows calls={page.calls} />}
      <OtherPages {...props} />
    </>
  )
}

/** The next step of who has made no call: somebody must approve first. */
function NoCalls({ worldPath, publicUrl }: CallTableProps) {
  const { say } = useReading()
  return (
    <div className="empty">
      <h3>{say('app.callsNone')}</h3>
      <p className="muted">{say('app.callsNoneText')}</p>
      <p>
        <code>{publicUrl}/sandbox/oauth</code>
      </p>
      <p>
        <a href={worldPath}>{say('app.callsNext')}</a>
      </p>
    </div>
  )
}

function NothingFound({ requestId }: CallTableProps) {
  const { say } = useReading()
  if (requestId === '') return <p role="status">{say('app.callsEnd')}</p>
  return (
    <div role="status">
      <p>{say('app.notFound', { id: requestId })}</p>
      <p className="muted">{say('app.notFoundNext')}</p>
    </div>
  )
}

function Rows({ calls }: { calls: CallRecord[] }) {
  const { say } = useReading()
  return (
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
          {calls.map((call) => (
            <CallRow key={call.id} call={call} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function OtherPages({ page, requestId, isOlder, appPath }: CallTableProps) {
  const { say } = useReading()
  if (page.next === undefined && !isOlder) return null
  const search = requestId === '' ? {} : { requestId }
  const address = (values: Record<string, string>): string => {
    const query = new URLSearchParams(values).toString()
    return `${appPath}${query === '' ? '' : `?${query}`}#calls`
  }
  return (
    <p className="pages">
      {isOlder ? <a href={address(search)}>{say('app.callsNewest')}</a> : null}
      {page.next === undefined ? null : (
        <a href={address({ ...search, before: page.next })}>{say('app.callsOlder')}</a>
      )}
    </p>
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
