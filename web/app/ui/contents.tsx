/** The table of contents of a long text: its headings of the second level as links. */
import type { PortalText } from '../portal-context.ts'
import { useReading } from './reading.ts'

/** Fewer need no table. */
const entriesMin = 3

export function Contents({ text }: { text: PortalText }) {
  const { say } = useReading()
  const entries = text.headings.filter(({ level }) => level === 2)
  if (entries.length < entriesMin) return null
  return (
    <nav className="contents small" aria-labelledby="contents-title">
      <h2 id="contents-title">{say('text.contents')}</h2>
      <ol>
        {entries.map(({ id, title }) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
