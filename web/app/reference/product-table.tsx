/** API products as rows: what a reader must know to choose one. */
import type { ProductHead } from '../api/portal-types.ts'
import { useReading } from '../ui/reading.ts'
import { VersionDates, VersionTag } from './version-words.tsx'

interface ProductTableProps {
  products: readonly ProductHead[]
  /** What the table is called by those who only hear it. */
  label: string
}

export function ProductTable({ products, label }: ProductTableProps) {
  const { say, paths, language } = useReading()
  return (
    <div className="scroll" role="region" aria-label={label} tabIndex={0}>
      <table className="products">
        <thead>
          <tr>
            <th scope="col">{say('apis.product')}</th>
            <th scope="col">{say('apis.does')}</th>
            <th scope="col">{say('apis.versions')}</th>
            <th scope="col">{say('apis.access')}</th>
          </tr>
        </thead>
        <tbody>
          {products.map((product) => (
            <tr key={product.id}>
              <th scope="row">
                <a href={paths.product(product.id)}>{product.name[language]}</a>
              </th>
              <td className="muted">{product.summary[language]}</td>
              <td>
                {product.versions.map((version) => (
                  <span key={version.version} className="version">
                    <VersionTag version={version} />
                    {version.status === 'current' ? null : (
                      <span className="small muted">
                        <VersionDates version={version} />
                      </span>
                    )}
                  </span>
                ))}
              </td>
              <td>
                {say(product.isForEveryApp ? 'access.everyApp' : `access.${product.access}`)}
                <span className="small muted">
                  {product.segments.map((one) => say(`segment.${one}`)).join(', ')}
                </span>
                <span className="small muted">{product.price[language]}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
