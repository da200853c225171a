/** All current and upcoming notices, for the page on maintenance. What is over is not shown. */
import type { Notice } from '../api/portal-types.ts'
import { useReading } from './reading.ts'

export function Notices() {
  const { say, site, language } = useReading()
  const notices = site?.notices ?? []
  if (notices.length === 0) return <p className="muted">{say('notices.none')}</p>
  return (
    <ul className="notices">
      {notices.map((notice) => (
        <li key={notice.id}>
          <p>
            <strong>{say(`notices.${notice.kind}`)}</strong> <NoticeTime notice={notice} />{' '}
            {notice.isCurrent ? <span className="tag warn">{say('notices.now')}</span> : null}
          </p>
          <p>{notice.text[language]}</p>
        </li>
      ))}
    </ul>
  )
}

const locales = { en: 'en-GB', sv: 'sv-SE' }
const day = { year: 'numeric', month: 'long', day: 'numeric' } as const
const clock = { hour: '2-digit', minute: '2-digit' } as const

/** Both ends in the bank's own time zone, which is said once; the day is said once too when there is but one. */
export function NoticeTime({ notice }: { notice: Notice }) {
  const { language, site } = useReading()
  const timeZone = site?.timeZone ?? 'UTC'
  const write = (at: string, parts: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locales[language], { ...parts, timeZone }).format(Date.parse(at))
  const isOneDay = write(notice.from, day) === write(notice.until, day)
  const last = { ...(isOneDay ? {} : day), ...clock, timeZoneName: 'short' } as const
  return (
    <>
      <time dateTime={notice.from}>{write(notice.from, { ...day, ...clock })}</time>
      {' – '}
      <time dateTime={notice.until}>{write(notice.until, last)}</time>
    </>
  )
}
