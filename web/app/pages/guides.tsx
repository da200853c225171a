/** All guides, by group, in the order in which a newcomer needs them. */
import { useLoaderData } from 'react-router'
import { type Asked, visitOf } from '../session/visit.ts'
import { Page } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'
import { TextTree } from '../ui/text-tree.tsx'

const groups = ['start', 'use', 'live', 'account', 'about'] as const

export function loader(asked: Asked) {
  const { portal, language } = visitOf(asked)
  const intro = portal.text('guides', language)
  const guides = portal
    .guides(language)
    .map(({ slug, title, description, group }) => ({ slug, title, description, group }))
  return { intro, guides }
}

export default function Guides() {
  const { say, paths } = useReading()
  const { intro, guides } = useLoaderData<typeof loader>()
  const shown = groups.filter((group) => guides.some((guide) => guide.group === group))
  return (
    <Page title={intro?.title ?? say('guides.title')} lead={intro?.description}>
      {intro === undefined ? null : (
        <div className="text">
          <TextTree nodes={intro.nodes} />
        </div>
      )}
      {shown.map((group) => (
        <section key={group} aria-labelledby={`group-${group}`}>
          <h2 id={`group-${group}`}>{say(`guides.${group}`)}</h2>
          <dl className="index">
            {guides
              .filter((guide) => guide.group === group)
              .map(({ slug, title, description }) => (
                <div key={slug}>
                  <dt>
                    <a href={paths.guide(slug)}>{title}</a>
                  </dt>
                  <dd>{description}</dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </Page>
  )
}
