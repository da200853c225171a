/** What an operation takes and answers: parameters, body, every response with its examples and the pages of its errors. */
import type { ReferenceContent, ReferenceOperation } from '../api/portal-types.ts'
import type { TextKey } from '../texts/say.ts'
import { Markdown, Spans } from '../ui/markdown.tsx'
import { useReading } from '../ui/reading.ts'
import { SchemaFacts, SchemaTree } from './schema-tree.tsx'

interface OperationDetailsProps {
  operation: ReferenceOperation
  /** Error codes that have a page. */
  codes: readonly string[]
  /** Whether schemas are drawn to their ends, or only their uppermost level. */
  isWhole: boolean
  /** Level of the headings above parameters, body and answers. */
  level: 'h2' | 'h3'
}

export function OperationDetails({ operation, codes, isWhole, level }: OperationDetailsProps) {
  const { say } = useReading()
  const Heading = level
  return (
    <>
      <Security schemes={operation.security} />
      <Parameters parameters={operation.parameters} level={level} />
      {operation.body ? (
        <section>
          <Heading>{say('operation.body')}</Heading>
          <p className="small muted">
            {say(operation.body.isRequired ? 'operation.bodyRequired' : 'operation.bodyOptional')}
          </p>
          {operation.body.contents.map((content) => (
            <Content key={content.mediaType} content={content} openTo={isWhole ? 2 : 1} />
          ))}
        </section>
      ) : null}
      <section>
        <Heading>{say('operation.answers')}</Heading>
        <div className="answers">
          {operation.responses.map((response) => (
            <Response key={response.status} response={response} codes={codes} isWhole={isWhole} />
          ))}
        </div>
      </section>
    </>
  )
}

/** What a call has to show to be let in. */
function Security({ schemes }: { schemes: readonly string[] }) {
  const { say } = useReading()
  const key = schemes.length > 1 ? 'operation.security' : 'operation.securityOne'
  return (
    <p className="small muted">
      {schemes.length === 0
        ? say('operation.securityNone')
        : say(key, { schemes: schemes.join(', ') })}
    </p>
  )
}

function Parameters({
  parameters,
  level: Heading,
}: {
  parameters: ReferenceOperation['parameters']
  level: 'h2' | 'h3'
}) {
  const { say } = useReading()
  if (parameters.length === 0) return null
  return (
    <section>
      <Heading>{say('operation.parameters')}</Heading>
      <div className="scroll" role="region" aria-label={say('operation.parameters')} tabIndex={0}>
        <table className="parameters">
          <thead>
            <tr>
              <th scope="col">{say('operation.name')}</th>
              <th scope="col">{say('operation.meaning')}</th>
            </tr>
          </thead>
          <tbody>
            {parameters.map((parameter) => (
              <tr key={`${parameter.in} ${parameter.name}`}>
                <th scope="row">
                  <code>{parameter.name}</code>
                  <span className="small muted">{say(`operation.in.${parameter.in}`)}</span>
                  {parameter.isRequired ? (
                    <span className="small need">{say('schema.required')}</span>
                  ) : null}
                  {parameter.isDeprecated ? (
                    <span className="small muted">{say('schema.deprecated')}</span>
                  ) : null}
                </th>
                <td>
                  <div lang="en">
                    <Markdown text={parameter.description} />
                  </div>
                  <p className="small">
                    <SchemaFacts schema={parameter.schema} />
                  </p>
                  {parameter.example === undefined ? null : (
                    <p className="small muted">
                      {say('operation.exampleValue')} <code>{exampleText(parameter.example)}</code>
                    </p>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

type ResponseView = ReferenceOperation['responses'][number]

function Response({
  response,
  codes,
  isWhole,
}: {
  response: ResponseView
  codes: readonly string[]
  isWhole: boolean
}) {
  const { say, paths } = useReading()
  const isGood = response.status.startsWith('2')
  return (
    <details open={isGood && isWhole}>
      <summary>
        <span className={isGood ? 'tag ok' : 'tag warn'}>{response.status}</span>{' '}
        <span lang="en">
          <Spans text={response.description} />
        </span>
      </summary>
      {response.errorCodes.length === 0 ? null : (
        <p className="codes">
          {say('operation.codes')}{' '}
          {response.errorCodes.map((code) =>
            codes.includes(code) ? (
              <a key={code} href={paths.errorCode(code)}>
                {code}
              </a>
            ) : (
              <code key={code}>{code}</code>
            ),
          )}
        </p>
      )}
      {response.headers.length === 0 ? null : (
        <ul className="properties" aria-label={say('operation.headers')}>
          {response.headers.map((header) => (
            <li key={header.name}>
              <code>{header.name}</code> <SchemaFacts schema={header.schema} />
              <div className="small" lang="en">
                <Markdown text={header.description} />
              </div>
            </li>
          ))}
        </ul>
      )}
      {response.contents.map((content) => (
        <Content
          key={content.mediaType}
          content={content}
          openTo={isGood ? (isWhole ? 2 : 1) : 0}
        />
      ))}
    </details>
  )
}

/** At depth 0 the schema is left out: errors of one interface all look alike, and the example shows how. */
function Content({ content, openTo }: { content: ReferenceContent; openTo: number }) {
  return (
    <div className="content">
      <p className="small muted">
        <code>{content.mediaType}</code>
      </p>
      {openTo > 0 ? <SchemaTree schema={content.schema} openTo={openTo} /> : null}
      {content.examples.map((example) => (
        <Example key={example.name} name={example.name} value={example.value} />
      ))}
    </div>
  )
}

function Example({ name, value }: { name: string; value: unknown }) {
  const { say } = useReading()
  const title = titles.get(name)
  const label = title === undefined ? say('operation.example', { name }) : say(title)
  return (
    <figure>
      <figcaption className="small muted">{label}</figcaption>
      <pre tabIndex={0} role="region" aria-label={label}>
        <code>{toText(value)}</code>
      </pre>
    </figure>
  )
}

/** Names that the reference gives to examples which are not the document's own. */
const titles: ReadonlyMap<string, TextKey> = new Map([
  ['recorded', 'operation.recorded'],
  ['sample', 'operation.made'],
] as const)

/** On one line, as it stands among words. */
function exampleText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, undefined, 2)
}
