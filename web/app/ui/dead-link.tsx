/** A link of a mail that is used, too old, replaced or incomplete: why, and the way to a new one. */
import { Page } from './page.tsx'
import { useReading } from './reading.ts'

export function DeadLink() {
  const { say, paths } = useReading()
  return (
    <Page title={say('link.title')} lead={say('link.text')}>
      <p>
        <a className="btn" href={paths.to('lostPassword')}>
          {say('link.new')}
        </a>
      </p>
    </Page>
  )
}
