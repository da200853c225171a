/** The page of one error code, written in `content/errors`. */
import { useLoaderData } from 'react-router'
import { type Asked, visitOf } from '../session/visit.ts'
import { PageHead } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'
import { TextTree } from '../ui/text-tree.tsx'

export function loader(asked: Asked & { params: { code?: string } }) {
  const { portal, language } = visitOf(asked)
  const text = portal.errorPage(asked.params.code ?? '', language)
  if (text === undefined) throw new Response(null, { status: 404 })
  return { text }
}

export default function ErrorCode() {
  const { say, paths } = useReading()
  const { text } = useLoaderData<typeof loader>()
  return (
    <div className="wrap page">
      <PageHead title={text.title} description={text.description} />
      <p className="small back">
        <a href={paths.to('errors')}>{say('code.all')}</a>
      </p>
      <h1>{text.title}</h1>
      <div className="text">
        <TextTree nodes={text.nodes} />
      </div>
    </div>
  )
}
