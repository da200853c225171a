/** The answer to a call of the console: status, body, where it leads, and the whole exchange to look into. */
import type { ConsoleCall } from '../api/portal-types.ts'
import type { Language } from '../paths.ts'
import { useReading } from '../ui/reading.ts'
import type { Typed } from './console-form.ts'
import { statusText } from './status-text.ts'

const shownCharactersMax = 200_000

interface AnswerProps {
  call: ConsoleCall
  codes: readonly string[]
  typed: Typed
  addressOf: (operationId: string) => string
  productAddress: string
}

export function ConsoleAnswer({ call, codes, typed, addressOf, productAddress }: AnswerProps) {
  const { say, language, paths } = useReading()
  const { response } = call
  const isFine = response.status < 400
  return (
    <div className="console-answer" id="console-answer" tabIndex={-1}>
      <h3 className="console-status">
        <span className={isFine ? 'tag ok' : 'tag warn'}>{statusText(response.status)}</span>
        <span className="muted">
          {`${formatNumber(response.durationMs, language)} ms · ${formatSize(response.sizeBytes, language)}`}
        </span>
      </h3>
      {codes.length === 0 ? null : (
        <p className="console-line">
          {say('console.means')}{' '}
          {codes.map((code) => (
            <a key={code} href={paths.errorCode(code)}>
              <code>{code}</code>
            </a>
          ))}
        </p>
      )}
      <Hint call={call} productAddress={productAddress} />
      <AnswerBody response={response} />
      <LinkButtons links={call.links} typed={typed} addressOf={addressOf} />
      <Exchange call={call} />
      <script src="/assets/copy.js" defer />
    </div>
  )
}

function Hint({ call, productAddress }: Pick<AnswerProps, 'call' | 'productAddress'>) {
  const { say } = useReading()
  if (call.nextHint === undefined) return null
  if (call.nextHint === 'account-of-another')
    return <p className="console-line">{say('console.hint.account')}</p>
  if (call.nextHint === 'quota') return <p className="console-line">{say('console.hint.quota')}</p>
  return (
    <p className="console-line">
      {say('console.hint.subscribe')} <a href={productAddress}>{say('console.hint.subscribeGo')}</a>
    </p>
  )
}

function AnswerBody({ response }: { response: ConsoleCall['response'] }) {
  const { say } = useReading()
  if (response.bodyState === 'binary')
    return <p className="console-line muted">{say('console.binary')}</p>
  if (response.body === '') return <p className="console-line muted">{say('console.empty')}</p>
  const text = layOut(response.body)
  const isCut = response.bodyState === 'cut' || text.length > shownCharactersMax
  return (
    <>
      <pre tabIndex={0} aria-label={say('console.answerBody')} role="region">
        {text.slice(0, shownCharactersMax)}
      </pre>
      {isCut ? <p className="console-line muted">{say('console.cut')}</p> : null}
    </>
  )
}

/** JSON gets lines; everything else stands as it came. */
function layOut(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}

/** Following a link is a call too, so each is a form to the page of its operation. */
function LinkButtons({
  links,
  typed,
  addressOf,
}: Pick<AnswerProps, 'typed' | 'addressOf'> & { links: ConsoleCall['links'] }) {
  const { say } = useReading()
  if (links.length === 0) return null
  return (
    <div className="console-line console-links">
      <span>{say('console.links')}</span>
      {links.map((link) => {
        const { path, query } = link.parameters
        const values = [...toFields('path', path), ...toFields('query', query)]
        const name = link.of === '' ? link.rel : `${link.rel} · ${link.of}`
        return (
          <form
            key={`${name} ${JSON.stringify(values)}`}
            method="post"
            action={`${addressOf(link.operationId)}#console-answer`}
          >
            <input type="hidden" name="app" value={typed.appId} />
            <input type="hidden" name="customer" value={typed.customerId} />
            {values.map(([field, value]) => (
              <input key={field} type="hidden" name={field} value={value} />
            ))}
            <button type="submit">{name}</button>
          </form>
        )
      })}
    </div>
  )
}

function toFields(place: string, values: Record<string, string>): [string, string][] {
  return Object.entries(values).map(([name, value]) => [`${place}.${name}`, value])
}

/** What went over the wire, and the same for the shell. */
function Exchange({ call }: { call: ConsoleCall }) {
  const { say } = useReading()
  const { request, response, curl, requestId } = call
  return (
    <div className="console-exchange">
      <details>
        <summary>{say('console.request')}</summary>
        <pre tabIndex={0} role="region" aria-label={say('console.request')}>
          {[`${request.method} ${request.url}`, writeHeaders(request.headers), request.body ?? '']
            .filter((part) => part !== '')
            .join('\n')}
        </pre>
      </details>
      <details>
        <summary>{say('console.headers')}</summary>
        <pre tabIndex={0} role="region" aria-label={say('console.headers')}>
          {writeHeaders(response.headers)}
        </pre>
      </details>
      <details>
        <summary>{say('console.curl')}</summary>
        <p className="hint">{say('console.curlToken')}</p>
        <pre
          tabIndex={0}
          role="region"
          aria-label={say('console.curl')}
          data-copy={say('console.copy')}
          data-copied={say('console.copied')}
        >
          {curl}
        </pre>
      </details>
      {requestId === '' ? null : (
        <p className="console-line muted">
          {say('console.requestId')} <code>{requestId}</code>
        </p>
      )}
    </div>
  )
}

function writeHeaders(headers: Record<string, string>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')
}

function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(
    value,
  )
}

function formatSize(bytes: number, language: Language): string {
  if (bytes < 1_000) return `${bytes} B`
  const kilobytes = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  return `${kilobytes.format(bytes / 1_000)} kB`
}
