/** The words of the field, by letter. Each has an address of its own. */
import { useLoaderData } from 'react-router'
import type { Term } from '../portal-context.ts'
import { type Asked, visitOf } from '../session/visit.ts'
import { Page } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'
import { TextTree } from '../ui/text-tree.tsx'

export function loader(asked: Asked) {
  const { portal, language } = visitOf(asked)
  const text = portal.text('glossary', language)
  if (text === undefined) throw new Response(null, { status: 404 })
  const collator = new Intl.Collator(language)
  const terms = portal
    .terms(language)
    .toSorted((left, right) => collator.compare(left.name, right.name))
  const letters = [...new Set(terms.map(letterOf))]
  return {
    title: text.title,
    description: text.description,
    letters: letters.map((letter) => ({
      letter,
      terms: terms.filter((term) => letterOf(term) === letter),
    })),
  }
}

function letterOf({ name }: Term): string {
  return name.slice(0, 1).toUpperCase()
}

export default function Glossary() {
  const { say } = useReading()
  const { title, description, letters } = useLoaderData<typeof loader>()
  return (
    <Page title={title} lead={description}>
      <nav className="letters" aria-label={say('glossary.letters')}>
        {letters.map(({ letter }) => (
          <a key={letter} href={`#letter-${letter}`}>
            {letter}
          </a>
        ))}
      </nav>
      {letters.map(({ letter, terms }) => (
        <section key={letter} className="letter-group" aria-labelledby={`letter-${letter}`}>
          <h2 id={`letter-${letter}`}>{letter}</h2>
          <dl className="index">
            {terms.map(({ id, name, nodes }) => (
              <div key={id} id={id}>
                <dt>{name}</dt>
                <dd>
                  <TextTree nodes={nodes} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Page>
  )
}
