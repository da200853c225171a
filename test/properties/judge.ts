/** Holds one answer against the document and against what every answer owes. It answers what is wrong, and nothing when all is well. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { Contract, ContractOperation } from '#src/edge/http/contract.ts'
import type { Received } from './exchange.ts'
import type { Sent } from './draft.ts'

export interface JudgeOptions {
  readonly contract: Contract
  /** Every code that an answer may carry. */
  readonly codes: ReadonlySet<string>
  readonly codeOf: (body: unknown) => string | undefined
  /** Whether X-Request-ID is sent back. */
  readonly echoes: boolean
}

export type Judge = (sent: Sent, received: Received) => string[]

const answerBytesMax = 2 * 1024 * 1024
/** What an answer of that status owes to say. */
const owed: Readonly<Record<number, string>> = {
  401: 'www-authenticate',
  405: 'allow',
}
const inside = /\n\s+at |node_modules|SQLITE_|syntax error at|select .* from |postgres:/iu

export function createJudge(options: JudgeOptions): Judge {
  const { contract } = options
  const find = createFinder(contract)
  const schemaFault = createSchemaCheck(contract)
  return (sent, received) => {
    const faults = plainFaults(received)
    if (options.echoes) faults.push(...echoFaults(sent, received))
    if (sent.method === 'HEAD') return faults
    const { status, headers, text } = received
    const type = mediaTypeOf(headers['content-type'])
    const body = parseJson(type, text)
    faults.push(...schemaFault(find(sent), { status, type, body }))
    const code = options.codeOf(body)
    const isKnown = code !== undefined && options.codes.has(code)
    if (status >= 400 && !isKnown) faults.push(`its code is ${code}`)
    return faults
  }
}

/** What no answer may be, whatever it answers. */
function plainFaults({ status, headers, text, bytes }: Received): string[] {
  const due = owed[status]
  const faults = {
    [`status ${status}`]: status >= 500,
    'answered with a page': headers['content-type']?.includes('html') === true,
    [`${bytes} bytes`]: bytes > answerBytesMax,
    'shows what is inside': inside.test(text),
    [`has no ${due}`]: due !== undefined && headers[due] === undefined,
  }
  return Object.keys(faults).filter((fault) => faults[fault])
}

const mediaTypeOf = (header = '') => header.split(';')[0]?.trim() ?? ''

function parseJson(type: string, text: string): unknown {
  if (!type.endsWith('json')) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined // the schema then says what is missing
  }
}

/** Printable and short enough, or one of ours. */
function echoFaults({ headers }: Sent, { headers: answered }: Received): string[] {
  const ids = headers.filter(([name]) => name.toLowerCase() === 'x-request-id')
  const [sent] = ids
  const back = answered['x-request-id']
  if (typeof back !== 'string' || back === '') return ['has no X-Request-ID']
  const isEchoed = ids.length === 1 && sent && /^[\x21-\x7e]{1,128}$/u.test(sent[1])
  return isEchoed && back !== sent[1] ? ['sends back another X-Request-ID'] : []
}

/** The operations that may be meant: the one described, else its neighbours, which refuse alike. */
function createFinder({ operations, basePath }: Contract) {
  const variables = ({ path }: ContractOperation) => path.split('{').length
  const nearest = operations
    .toSorted((one, other) => variables(one) - variables(other))
    .map((operation) => {
      const pattern = `^${operation.path.replaceAll(/\{[^}]+\}/gu, '[^/]+')}/?$`
      return { operation, pattern: new RegExp(pattern, 'u') }
    })
  return ({ method, path }: Sent): Meant => {
    const [bare = ''] = path.slice(basePath.length).split('?')
    const read = bare.split('/').map(readPart).join('/')
    const there = nearest.flatMap((one) => (one.pattern.test(read) ? [one.operation] : []))
    const described = there.find((operation) => operation.method === method)
    // A slash at the end may be taken or not: no document says.
    if (described) return { operations: [described], isDescribed: !read.endsWith('/') }
    return { operations: there.length > 0 ? there : operations, isDescribed: false }
  }
}

interface Meant {
  readonly operations: readonly ContractOperation[]
  readonly isDescribed: boolean
}

/** What a call may get that no document describes, in the form of any other refusal. */
const plainRefusals = [400, 404, 405, 413, 415]

function findResponse({ operations, isDescribed }: Meant, status: number) {
  const [described] = operations.flatMap(({ responses }) => responses[String(status)] ?? [])
  if (described || isDescribed || !plainRefusals.includes(status)) return described
  const refusals = operations.flatMap(({ responses }) => Object.entries(responses))
  return refusals.find(([code]) => code.startsWith('4'))?.[1]
}

/** A part of a path, whichever way it is written; a slash within it stays within it. */
function readPart(part: string): string {
  try {
    return decodeURIComponent(part).replaceAll('/', '%2F')
  } catch {
    return part
  }
}

interface Seen {
  readonly status: number
  readonly type: string
  readonly body: unknown
}

function createSchemaCheck({ document }: Contract) {
  const ajv = new Ajv2020({ strict: false, logger: false })
  formats.default(ajv)
  const compiled = new Map<object, ReturnType<typeof ajv.compile>>()
  return (meant: Meant, { status, type, body }: Seen): string[] => {
    const response = findResponse(meant, status)
    if (!response) return [`status ${status} is not in the contract`]
    if (!response.content) return type === '' ? [] : [`a body of ${type} where there is none`]
    const schema = response.content[type]?.schema
    if (!schema) return [`the contract knows no ${type || 'empty body'} for ${status}`]
    if (!type.endsWith('json')) return []
    const check =
      compiled.get(schema) ?? ajv.compile({ ...schema, components: document.components })
    compiled.set(schema, check)
    if (check(body)) return []
    return (check.errors ?? []).map((one) => `${one.instancePath} ${one.message ?? ''}`)
  }
}
