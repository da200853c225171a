/** One guide, with what it holds and the ones before and after it. */
import { useLoaderData } from 'react-router'
import { type Asked, visitOf } from '../session/visit.ts'
import { Contents } from '../ui/contents.tsx'
import { PageHead } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'
import { TextTree } from '../ui/text-tree.tsx'

export function loader(asked: Asked & { params: { slug?: string } }) {
  const { portal, language } = visitOf(asked)
  const guides = portal.guides(language)
  const at = guides.findIndex(({ slug }) => slug === asked.params.slug)
  const guide = guides[at]
  if (guide === undefined) throw new Response(null, { status: 404 })
  const nameOf = (index: number) => {
    const other = guides[index]
    return other && { slug: other.slug, title: other.title }
  }
  return { guide, before: at > 0 ? nameOf(at - 1) : undefined, after: nameOf(at + 1) }
}

export default function GuidePage() {
  const { say, paths } = useReading()
  const { guide, before, after } = useLoaderData<typeof loader>()
  return (
    <div className="wrap page">
      <PageHead title={guide.title} description={guide.description} />
      <p className="small back">
        <a href={paths.to('guides')}>{say('guides.all')}</a>
      </p>
      <h1>{guide.title}</h1>
      <p className="lead">{guide.description}</p>
      <div className="reading">
        <Contents text={guide} />
        <div className="text">
          <TextTree nodes={guide.nodes} />
        </div>
      </div>
      <nav className="neighbours" aria-label={say('guides.neighbours')}>
        {before === undefined ? null : (
          <p>
            <span className="small muted">{say('guides.before')}</span>
            <a href={paths.guide(before.slug)}>{before.title}</a>
          </p>
        )}
        {after === undefined ? null : (
          <p className="after">
            <span className="small muted">{say('guides.after')}</span>
            <a href={paths.guide(after.slug)}>{after.title}</a>
          </p>
        )}
      </nav>
    </div>
  )
}
