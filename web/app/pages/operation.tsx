/** One operation in three columns: where am I, what is it, try it. */
import { useActionData, useLoaderData } from 'react-router'
import type { OperationHead } from '../api/portal-types.ts'
import { ConsolePanel } from '../console/console-panel.tsx'
import { type AskedForOperation, readConsole, runConsole } from '../console/run-console.ts'
import { OperationDetails } from '../reference/operation-details.tsx'
import { OperationList } from '../reference/operation-list.tsx'
import { OperationPath } from '../reference/operation-path.tsx'
import { valueOrLeave, visitOf } from '../session/visit.ts'
import { Markdown } from '../ui/markdown.tsx'
import { PageHead } from '../ui/page.tsx'
import { useReading } from '../ui/reading.ts'

export async function loader(asked: AskedForOperation) {
  const visit = visitOf(asked)
  const { product: id = '', version: number = '', operation: operationId = '' } = asked.params
  const [found, product, choices] = await Promise.all([
    visit.client.readOperation(id, number, operationId),
    visit.client.readProduct(id),
    readConsole(visit),
  ])
  const { operation, before, after } = valueOrLeave(found, visit, asked.request)
  const { name, isForEveryApp, versions } = valueOrLeave(product, visit, asked.request)
  const version = versions.find((one) => one.version === number)
  if (!version) throw new Response(null, { status: 404 })
  const codes = new Set(visit.portal.errorCodes())
  const known = operation.responses
    .flatMap(({ errorCodes }) => errorCodes)
    .filter((code) => codes.has(code))
  const hasCustomer = isForEveryApp && operation.security.length > 0
  return { id, name, version, operation, before, after, choices, hasCustomer, codes: known }
}

export const action = runConsole

export default function Operation() {
  const { say, paths, language } = useReading()
  const found = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const { id, name, version, operation, choices, hasCustomer, codes } = found
  const addressOf = (one: string) => paths.operation(id, version.version, one)
  const title = operation.summary === '' ? operation.operationId : operation.summary
  const product = `${name[language]} ${version.version}`
  return (
    <div className="wrap page reference">
      <PageHead
        title={`${title} · ${product}`}
        description={say('operation.description', { title, product })}
      />
      <div className="columns three">
        <OperationList
          operations={version.operations}
          addressOf={addressOf}
          current={operation.operationId}
        />
        <div className="what">
          <p className="small muted">
            <a href={paths.product(id)}>{name[language]}</a>
            {' · '}
            <a href={paths.reference(id, version.version)}>
              {say('operation.whole', { version: version.version })}
            </a>
          </p>
          <h1 lang="en">{title}</h1>
          <OperationPath operation={operation} basePath={version.basePath} />
          <p className="to-console">
            <a href="#console-title">{say('console.title')}</a>
          </p>
          <div lang="en">
            <Markdown text={operation.description} />
          </div>
          <OperationDetails operation={operation} codes={codes} isWhole level="h2" />
          <Samples />
          <Neighbours before={found.before} after={found.after} addressOf={addressOf} />
        </div>
        <ConsolePanel
          operation={operation}
          hasCustomer={hasCustomer}
          choices={choices}
          result={result}
          addressOf={addressOf}
          productAddress={paths.product(id)}
        />
      </div>
    </div>
  )
}

const sampleNames = { curl: 'curl', typescript: 'TypeScript' } as const

function Samples() {
  const { say } = useReading()
  const { operation } = useLoaderData<typeof loader>()
  return (
    <section>
      <h2>{say('operation.samples')}</h2>
      {operation.samples.map(({ language, text }) => (
        <figure key={language}>
          <figcaption className="small muted">{sampleNames[language]}</figcaption>
          <pre tabIndex={0} role="region" aria-label={sampleNames[language]}>
            <code>{text}</code>
          </pre>
        </figure>
      ))}
    </section>
  )
}

function Neighbours({
  before,
  after,
  addressOf,
}: {
  before: OperationHead | undefined
  after: OperationHead | undefined
  addressOf: (operationId: string) => string
}) {
  const { say } = useReading()
  return (
    <nav className="pages" aria-label={say('operation.neighbours')}>
      {before ? (
        <a href={addressOf(before.operationId)} rel="prev">
          ← <span lang="en">{before.summary}</span>
        </a>
      ) : null}
      {after ? (
        <a href={addressOf(after.operationId)} rel="next">
          <span lang="en">{after.summary}</span> →
        </a>
      ) : null}
    </nav>
  )
}
