/** The whole reference of a version on one page, every operation with an address of its own. */
import { useLoaderData } from 'react-router'
import { OperationDetails } from '../reference/operation-details.tsx'
import { OperationList } from '../reference/operation-list.tsx'
import { OperationPath } from '../reference/operation-path.tsx'
import { Downloads, VersionDates, VersionTag } from '../reference/version-words.tsx'
import { type Asked, valueOrLeave, visitOf } from '../session/visit.ts'
import { Markdown } from '../ui/markdown.tsx'
import { PageHead } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'

interface AskedForReference extends Asked {
  params: { product?: string; version?: string }
}

export async function loader(asked: AskedForReference) {
  const visit = visitOf(asked)
  const { product: id = '', version: number = '' } = asked.params
  const [found, product] = await Promise.all([
    visit.client.readReference(id, number),
    visit.client.readProduct(id),
  ])
  const reference = valueOrLeave(found, visit, asked.request)
  const whole = valueOrLeave(product, visit, asked.request)
  const { name, versions } = whole
  const version = versions.find((one) => one.version === number)
  if (!version) throw new Response(null, { status: 404 })
  const { operations: _operations, changes: _changes, ...head } = version
  const codes = new Set(visit.portal.errorCodes())
  const known = reference.operations
    .flatMap(({ responses }) => responses.flatMap(({ errorCodes }) => errorCodes))
    .filter((code) => codes.has(code))
  const others = versions.filter((one) => one !== version).map((one) => one.version)
  return { id, name, reference, version: head, others, codes: [...new Set(known)] }
}

export default function Reference() {
  const { say, paths, language } = useReading()
  const { id, name, reference, version, others, codes } = useLoaderData<typeof loader>()
  const title = `${name[language]} ${version.version}`
  return (
    <div className="wrap page reference">
      <PageHead title={title} description={say('reference.description', { product: title })} />
      <p className="back">
        <a href={paths.product(id)}>{name[language]}</a>
      </p>
      <div className="title">
        <h1>{title}</h1>
        <VersionTag version={version} />
      </div>
      <div className="columns two">
        <OperationList operations={reference.operations} addressOf={(one) => `#${one}`} />
        <div>
          <p className="small muted">
            <VersionDates version={version} />
            {others.map((one) => (
              <a key={one} className="other" href={paths.reference(id, one)}>
                {say('reference.other', { version: one })}
              </a>
            ))}
          </p>
          <div lang="en">
            <Markdown text={reference.description} />
          </div>
          <Downloads product={id} version={version.version} />
          {reference.operations.map((operation) => (
            <section key={operation.operationId} id={operation.operationId} className="operation">
              <h2 lang="en">
                <a href={paths.operation(id, version.version, operation.operationId)}>
                  {operation.summary === '' ? operation.operationId : operation.summary}
                </a>
              </h2>
              <OperationPath operation={operation} basePath={version.basePath} />
              <div lang="en">
                <Markdown text={operation.description} />
              </div>
              <OperationDetails operation={operation} codes={codes} isWhole={false} level="h3" />
            </section>
          ))}
        </div>
      </div>
    </div>
  )
}
