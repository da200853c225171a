/** The mails a local installation would have sent. Without a local mailbox the page does not exist. */
import { useLoaderData } from 'react-router'
import { type Asked, visitOf } from '../session/visit.ts'
import { Page } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'

export async function loader(asked: Asked) {
  const { portal } = visitOf(asked)
  if (portal.mailbox === undefined) throw new Response(null, { status: 404 })
  return { mails: await portal.mailbox() }
}

export default function Mailbox() {
  const { say } = useReading()
  const { mails } = useLoaderData<typeof loader>()
  return (
    <Page title={say('mailbox.title')} lead={say('mailbox.lead')}>
      {mails.length === 0 ? (
        <div className="empty">
          <h2>{say('mailbox.none')}</h2>
          <p className="muted">{say('mailbox.noneText')}</p>
        </div>
      ) : (
        <ul className="mails">
          {mails.map((mail, index) => (
            <li key={`${index} ${mail.subject}`}>
              <h2>{mail.subject}</h2>
              <p className="small muted">{say('mailbox.to', { to: mail.to })}</p>
              <p className="text">
                <Linked text={mail.text} links={mail.links} />
              </p>
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}

/** The text with the mail's own links made clickable; nothing else in it becomes a link. */
function Linked({ text, links }: { text: string; links: string[] }) {
  const [link] = links.filter((each) => text.includes(each))
  if (link === undefined) return text
  const at = text.indexOf(link)
  return (
    <>
      {text.slice(0, at)}
      <a href={link}>{link}</a>
      <Linked text={text.slice(at + link.length)} links={links} />
    </>
  )
}
