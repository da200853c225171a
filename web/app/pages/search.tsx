/** Search over the whole portal as a plain page. */
import { useLoaderData } from 'react-router'
import { type Asked, valueOrLeave, visitOf } from '../session/visit.ts'
import { Page } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'
import { SearchField } from '../ui/search-field.tsx'

const queryLengthMax = 200

export async function loader(asked: Asked) {
  const visit = visitOf(asked)
  const query = (visit.url.searchParams.get('q') ?? '').trim().slice(0, queryLengthMax)
  if (query === '') return { query, total: 0, results: [] }
  const found = valueOrLeave(await visit.client.search(query), visit, asked.request)
  return { query, ...found }
}

export default function Search() {
  const { say, paths } = useReading()
  const { query, total, results } = useLoaderData<typeof loader>()
  const title = query === '' ? say('search.title') : say('search.titleOf', { query })
  return (
    <Page title={title} description={say('search.lead')}>
      <SearchField id="search" query={query} />
      {query === '' ? <p className="muted">{say('search.lead')}</p> : null}
      {query !== '' && total === 0 ? (
        <div className="empty">
          <p>{say('search.none', { query })}</p>
          <p>
            {say('search.noneText')} <a href={paths.to('guides')}>{say('search.toGuides')}</a>
          </p>
        </div>
      ) : null}
      {total === 0 ? null : <p className="small muted">{say('search.found', { count: total })}</p>}
      <ol className="found">
        {results.map(({ kind, title: name, address, excerpt }) => (
          <li key={address}>
            <p>
              <a href={address}>{name}</a> <span className="tag">{say(`search.kind.${kind}`)}</span>
            </p>
            <p className="small muted">{excerpt}</p>
          </li>
        ))}
      </ol>
    </Page>
  )
}
