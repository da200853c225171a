/** Questions that newcomers ask, with their answers. */
import { useLoaderData } from 'react-router'
import { textPageLoader } from '../session/text-page-loader.ts'
import { Contents } from '../ui/contents.tsx'
import { Page } from '../ui/page.tsx'
import { TextTree } from '../ui/text-tree.tsx'

export const loader = textPageLoader('faq')

export default function Faq() {
  const { text } = useLoaderData<typeof loader>()
  return (
    <Page title={text.title} lead={text.description}>
      <div className="reading">
        <Contents text={text} />
        <div className="text">
          <TextTree nodes={text.nodes} />
        </div>
      </div>
    </Page>
  )
}
