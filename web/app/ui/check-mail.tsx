/** "Check your mail": the one answer to everyone who asked for a link, whether the address is known or not. */
import { Page } from './page.tsx'
import { useReading } from './reading.ts'

export function CheckMail({ text }: { text: string }) {
  const { say, paths, site } = useReading()
  return (
    <Page title={say('mail.title')} lead={text}>
      {site?.hasMailbox ? (
        <div className="note">
          <p>{say('mail.local')}</p>
          <p>
            <a href={paths.to('mailbox')}>{say('mail.open')}</a>
          </p>
        </div>
      ) : null}
      <p className="small muted">
        {say('mail.nothing')} <a href={paths.to('lostPassword')}>{say('mail.again')}</a>.
      </p>
    </Page>
  )
}
