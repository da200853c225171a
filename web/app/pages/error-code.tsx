/** The page of one error code, written as Markdown in `content/errors`. */
import { useLoaderData } from 'react-router'
import { type Asked, visitOf } from '../session/visit.ts'
import { Markdown } from '../ui/markdown.tsx'
import { headingOf } from '../ui/parse-markdown.ts'
import { PageHead } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'

export function loader(asked: Asked & { params: { code?: string } }) {
  const { portal, language } = visitOf(asked)
  const code = asked.params.code ?? ''
  const text = portal.errorPage(code, language)
  if (text === undefined) throw new Response(null, { status: 404 })
  return { code, text }
}

export default function ErrorCode() {
  const { say, paths } = useReading()
  const { code, text } = useLoaderData<typeof loader>()
  return (
    <div className="wrap page">
      <PageHead title={headingOf(text) ?? code} description={say('code.description', { code })} />
      <p className="small">
        <a href={paths.to('errors')}>{say('code.all')}</a>
      </p>
      {headingOf(text) === undefined ? <h1>{code}</h1> : null}
      <div className="letter">
        <Markdown text={text} />
      </div>
    </div>
  )
}
