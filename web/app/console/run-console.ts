/** What the page of an operation needs besides drawing: what the console can be used with, and the call when the form is posted. */
import { data } from 'react-router'
import type { Answer } from '../api/portal-client.ts'
import type { Console, ConsoleCall } from '../api/portal-types.ts'
import { type Asked, type Visit, leaveWhenSignedOut, visitOf } from '../session/visit.ts'
import { visitorKeyOf } from '../session/visitor-cookie.ts'
import { sayWait } from '../texts/say.ts'
import type { FormError } from '../ui/form-errors.ts'
import { type Typed, readTyped, toCall } from './console-form.ts'

export interface AskedForOperation extends Asked {
  params: { product?: string; version?: string; operation?: string }
}

/** The answer to a press of the button, with what was typed. */
export interface ConsoleResult {
  typed: Typed
  call?: ConsoleCall
  /** Error codes in the answer that have a page. */
  codes: string[]
  errors: FormError[]
}

/** Apps and customers to choose from; somebody whose session has ended is a visitor here. */
export async function readConsole(visit: Visit): Promise<Console> {
  const own = await visit.client.readConsole()
  const answer = own.outcome === 'ok' ? own : await visit.visitor.readConsole()
  return answer.outcome === 'ok' ? answer.value : { apps: [], customers: [] }
}

/** The action of an operation's page. */
export async function runConsole(asked: AskedForOperation) {
  const visit = visitOf(asked)
  const typed = readTyped(await asked.request.formData())
  const { product = '', version = '', operation = '' } = asked.params
  const target = { productId: product, version, operationId: operation }
  const { sessionToken, portal } = visit
  const { key, setCookie } =
    sessionToken === undefined
      ? visitorKeyOf(asked.request, portal.publicUrl)
      : { key: undefined, setCookie: undefined }
  const call = { ...toCall(typed, target), ...(key === undefined ? {} : { visitor: key }) }
  const headers: HeadersInit = setCookie === undefined ? {} : { 'set-cookie': setCookie }
  const answer = await visit.client.callFromConsole(call)
  leaveWhenSignedOut(answer, visit, asked.request)
  if (answer.outcome === 'refused') {
    if (answer.problem.code === 'console-operation-unknown')
      throw new Response(null, { status: 404 })
    const errors = toErrors(answer, visit)
    return data<ConsoleResult>({ typed, errors, codes: [] }, { status: answer.status, headers })
  }
  const known = new Set(visit.portal.errorCodes())
  const codes = findCodes(answer.value.response.body).filter((code) => known.has(code))
  return data<ConsoleResult>({ typed, call: answer.value, codes, errors: [] }, { headers })
}

const reasons = {
  'console-parameter-refused': 'console.error.parameter',
  'console-header-refused': 'console.error.header',
  'console-body-too-large': 'console.error.body',
  'console-customer-unknown': 'console.error.customer',
  'console-redirect-uri-missing': 'console.error.redirectUri',
  'console-not-authorised': 'console.error.notAuthorised',
  'console-no-answer': 'console.error.noAnswer',
  'app-unknown': 'console.error.app',
  'body-too-large': 'console.error.body',
} as const

function toErrors(
  answer: Extract<Answer<unknown>, { outcome: 'refused' }>,
  { say }: Visit,
): FormError[] {
  const { code = '', detail = '', errors = [] } = answer.problem
  if (answer.status === 429)
    return [{ text: say('console.error.limit', { wait: sayWait(say, answer.retryAfterSeconds) }) }]
  const isKnown = (text: string): text is keyof typeof reasons => Object.hasOwn(reasons, text)
  if (!isKnown(code)) return [{ text: say('error.failed') }]
  const field = code === 'app-unknown' ? 'app' : toField(errors[0]?.pointer ?? '')
  const name = field?.replace(/^(?:path|query|header)\./u, '') ?? ''
  return [{ field, text: say(reasons[code], { name, detail }) }]
}

/** `/parameters/path/account-id` is the field `path.account-id`. */
function toField(pointer: string): string | undefined {
  const steps = pointer.split('/').map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  const [, first = '', place = '', name = ''] = steps
  if (first === 'parameters') return `${place}.${name}`
  if (first === 'appId') return 'app'
  if (first === 'customerId') return 'customer'
  return first === '' ? undefined : first
}

/** The codes of tppMessages, of problem details and of OAuth errors. */
function findCodes(body: string): string[] {
  const found: unknown = parseJson(body)
  if (typeof found !== 'object' || found === null) return []
  const messages: unknown = Reflect.get(found, 'tppMessages')
  const listed = Array.isArray(messages) ? messages.map((one: unknown) => codeOf(one)) : []
  return [...new Set([...listed, codeOf(found), Reflect.get(found, 'error')])].filter(
    (code) => typeof code === 'string',
  )
}

function codeOf(message: unknown): unknown {
  return typeof message === 'object' && message !== null ? Reflect.get(message, 'code') : undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
