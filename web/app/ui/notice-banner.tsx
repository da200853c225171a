/** The banner on top of every page while a notice lasts. It cannot be dismissed, because it goes by itself. */
import { NoticeTime } from './notices.tsx'
import { useReading } from './reading.ts'

export function NoticeBanner() {
  const { say, site, language } = useReading()
  const current = (site?.notices ?? []).filter(({ isCurrent }) => isCurrent)
  if (current.length === 0) return null
  return (
    <aside aria-label={say('notices.title')}>
      {current.map((notice) => (
        <div key={notice.id} className={`banner ${notice.kind}`}>
          <p className="wrap">
            <strong>{say(`notices.${notice.kind}`)}</strong> <NoticeTime notice={notice} />
            {': '}
            {notice.text[language]}
          </p>
        </div>
      ))}
    </aside>
  )
}
