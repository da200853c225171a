/** What stands in the console's form: read from what was posted, or filled in to begin with. It draws nothing and calls nobody. */
import type { Console, NewConsoleCall } from '../api/portal-types.ts'
import { textOf } from '../ui/form-errors.ts'

export const places = ['path', 'query', 'header'] as const
export type Place = (typeof places)[number]

/** The part of an operation's reference that the form is made of. */
export interface ConsoleOperation {
  operationId: string
  method: string
  path: string
  security: readonly string[]
  parameters: readonly ConsoleParameter[]
  body?: {
    isRequired: boolean
    contents: readonly {
      mediaType: string
      examples: readonly { name: string; value?: unknown }[]
    }[]
  }
}

export interface ConsoleParameter {
  name: string
  in: Place
  isRequired: boolean
  schema: { type: string; values?: readonly string[] }
  example?: unknown
}

/** What the reader chose and typed. */
export interface Typed {
  appId: string
  customerId: string
  /** By `path.account-id` and the like, as the fields are called. */
  values: Record<string, string>
  body: string
  contentType: string
}

export function fieldOf(parameter: Pick<ConsoleParameter, 'in' | 'name'>): string {
  return `${parameter.in}.${parameter.name}`
}

export function readTyped(form: FormData): Typed {
  const names = [...form.keys()].filter((key) =>
    places.some((place) => key.startsWith(`${place}.`)),
  )
  return {
    appId: textOf(form, 'app'),
    customerId: textOf(form, 'customer'),
    values: Object.fromEntries(names.map((name) => [name, textOf(form, name)])),
    // Browsers send line breaks of forms as two characters.
    body: textOf(form, 'body').replaceAll('\r\n', '\n'),
    contentType: textOf(form, 'contentType'),
  }
}

/** What the form shows before anybody typed: enough for an answer at the first press. */
export function startTyped(operation: ConsoleOperation, { apps, customers }: Console): Typed {
  const customer = customers.find((one) => accountsFor(operation, one).length > 0) ?? customers[0]
  const account = customer && accountsFor(operation, customer)[0]?.id
  const values = operation.parameters.map((parameter) => [
    fieldOf(parameter),
    namesAccount(parameter) && account !== undefined ? account : startValue(parameter),
  ])
  return {
    appId: apps[0]?.id ?? '',
    customerId: customer?.id ?? '',
    values: Object.fromEntries(values) as Record<string, string>, // pairs of texts, built above
    ...startBody(operation),
  }
}

function startBody({ body }: ConsoleOperation): Pick<Typed, 'body' | 'contentType'> {
  const [content] = body?.contents ?? []
  if (content === undefined) return { body: '', contentType: '' }
  return { body: writeExample(content.examples[0]?.value), contentType: content.mediaType }
}

/** What of a customer's an operation can be about, and the number people know it by. */
export function accountsFor(
  { path }: Pick<ConsoleOperation, 'path'>,
  { accounts, cardAccounts }: Pick<Console['customers'][number], 'accounts' | 'cardAccounts'>,
): { id: string; name: string; number: string }[] {
  return /\/card-accounts\b/u.test(path)
    ? cardAccounts.map(({ maskedPan, ...account }) => ({ ...account, number: maskedPan }))
    : accounts.map(({ iban, ...account }) => ({ ...account, number: iban }))
}

/** Parameters in which the id of a test customer's account belongs. */
export function namesAccount({ in: place, name }: ConsoleParameter): boolean {
  return place === 'path' && /^account-?id$/iu.test(name)
}

/** Filled in by the console when left empty. */
export function isFilledIn({ in: place, name }: ConsoleParameter): boolean {
  return place === 'header' && name.toLowerCase() === 'x-request-id'
}

function startValue(parameter: ConsoleParameter): string {
  if (!parameter.isRequired || isFilledIn(parameter)) return ''
  const { example, schema } = parameter
  if (typeof example === 'string') return example
  if (typeof example === 'number' || typeof example === 'boolean') return String(example)
  return schema.values?.[0] ?? ''
}

function writeExample(value: unknown): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}

/** The call to ask the API for. */
export function toCall(
  typed: Typed,
  target: { productId: string; version: string; operationId: string },
): NewConsoleCall {
  const parameters = Object.fromEntries(
    places.map((place) => [place, valuesAt(typed.values, place)]),
  )
  return {
    ...target,
    parameters,
    ...(typed.appId === '' ? {} : { appId: typed.appId }),
    ...(typed.customerId === '' ? {} : { customerId: typed.customerId }),
    ...(typed.body.trim() === '' ? {} : { body: typed.body }),
    ...(typed.body.trim() === '' || typed.contentType === ''
      ? {}
      : { contentType: typed.contentType }),
  }
}

function valuesAt(values: Typed['values'], place: Place): Record<string, string> {
  const prefix = `${place}.`
  const found = Object.entries(values).filter(([name, value]) => {
    return name.startsWith(prefix) && value !== ''
  })
  return Object.fromEntries(found.map(([name, value]) => [name.slice(prefix.length), value]))
}
