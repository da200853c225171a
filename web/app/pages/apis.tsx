/** The catalogue: every API product of the bank, by group, with what a reader must know to choose. */
import { useLoaderData } from 'react-router'
import { ProductTable } from '../reference/product-table.tsx'
import { type Asked, valueOrLeave, visitOf } from '../session/visit.ts'
import { Page } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'

const segments = ['private', 'corporate'] as const

export async function loader(asked: Asked) {
  const visit = visitOf(asked)
  const { products } = valueOrLeave(await visit.client.listProducts(), visit, asked.request)
  const wanted = visit.url.searchParams.get('segment')
  const segment = segments.find((one) => one === wanted)
  const shown = products.filter((product) => !segment || product.segments.includes(segment))
  return { products: shown, segment }
}

export default function Apis() {
  const { say, paths, language } = useReading()
  const { products, segment } = useLoaderData<typeof loader>()
  const groups = [...new Set(products.map(({ group }) => group[language]))]
  return (
    <Page title={say('apis.title')} lead={say('apis.lead')}>
      <nav className="filter" aria-label={say('apis.segments')}>
        <a href={paths.to('apis')} aria-current={segment === undefined ? 'page' : undefined}>
          {say('apis.all')}
        </a>
        {segments.map((one) => (
          <a
            key={one}
            href={`${paths.to('apis')}?segment=${one}`}
            aria-current={segment === one ? 'page' : undefined}
          >
            {say(`segment.${one}`)}
          </a>
        ))}
      </nav>
      {products.length === 0 ? <p className="empty">{say('apis.none')}</p> : null}
      {groups.map((group) => (
        <section key={group}>
          <h2>{group}</h2>
          <ProductTable
            label={group}
            products={products.filter((product) => product.group[language] === group)}
          />
        </section>
      ))}
    </Page>
  )
}
