/** Problem details (RFC 9457) for the JSON doors: one shape, a link to the error's page, the request id. It knows no single error. */

/** One field that is wrong. `pointer` is a JSON Pointer (RFC 6901) into the body, or the name of a parameter. */
export interface FieldProblem {
  readonly pointer: string
  readonly code: string
  readonly detail: string
}

/** What an edge's table says about a code. `detail` may use the facts of the error; a fact `pointer` names the field instead of the row. */
export interface ProblemRow {
  readonly status: number
  readonly title: string
  detail(facts: Readonly<Record<string, string | number | boolean>>): string
  /** `WWW-Authenticate` of a 401 (RFC 9110 §11.6.1); Bearer unless given. */
  readonly challenge?: string
  /** The field that the error is about, when it is about one. */
  readonly pointer?: string
}

export type ProblemTable = Readonly<Record<string, ProblemRow>>

export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
  readonly requestId: string
  readonly errors?: readonly FieldProblem[]
}

const say = (detail: string) => () => detail

/** Problems of the mechanics themselves; every JSON door has them. */
export const httpProblems = {
  'host-unknown': {
    status: 421,
    title: 'This host name is not ours',
    detail: say('Call the address that is printed at the start, or the one in PUBLIC_URL.'),
  },
  'path-unknown': {
    status: 404,
    title: 'There is nothing at this address',
    detail: say('Check the path against the contract of this interface.'),
  },
  'method-not-allowed': {
    status: 405,
    title: 'The address does not take this method',
    detail: say('Use one of the methods in the Allow header.'),
  },
  'media-type-unsupported': {
    status: 415,
    title: 'The body is of a kind that is not read here',
    detail: say(
      'Send JSON with the header Content-Type: application/json, or what the contract names.',
    ),
  },
  'body-too-large': {
    status: 413,
    title: 'The body is too large',
    detail: say('Send at most 64 kB, or what the contract allows the operation.'),
  },
  'body-too-complex': {
    status: 413,
    title: 'The body takes too long to read',
    detail: say('Send less at a time, without aliases in YAML, or send it as JSON.'),
  },
  overloaded: {
    status: 503,
    title: 'Too much is waiting to be worked on',
    detail: say('Send the same again after the seconds in Retry-After.'),
  },
  'body-malformed': {
    status: 400,
    title: 'The body cannot be read',
    detail: say('Send one JSON value in UTF-8 and check its brackets and quotes.'),
  },
  'request-invalid': {
    status: 400,
    title: 'The request does not fit the contract',
    detail: say('Mend the fields listed under errors and send it again.'),
  },
  'service-unavailable': {
    status: 503,
    title: 'We cannot serve you just now',
    detail: ({ retryAfterSeconds }) => `Try again in ${retryAfterSeconds} seconds.`,
  },
  'internal-error': {
    status: 500,
    title: 'Something went wrong on our side',
    detail: say('Try again. If it stays, contact us and name the request id.'),
  },
} as const satisfies ProblemTable

/** One mistake in a generated body repeats; a person reads the first ones. */
export const faultsMax = 100

/** The first faults; when there are more, one more entry says how many. */
export function cutFaults<Fault>(
  faults: readonly Fault[],
  toProblem: (fault: Fault) => FieldProblem,
): readonly FieldProblem[] {
  if (faults.length <= faultsMax + 1) return faults.map(toProblem)
  const left = faults.length - faultsMax
  const rest = { pointer: '', code: 'cut', detail: `${left} more faults are not listed.` }
  return [...faults.slice(0, faultsMax).map(toProblem), rest]
}

/** Builds the answer's body. */
export function buildProblem(
  row: ProblemRow,
  facts: {
    readonly code: string
    readonly requestId: string
    readonly publicUrl: string
    readonly facts?: Readonly<Record<string, string | number | boolean>>
    readonly errors?: readonly FieldProblem[]
  },
): Problem {
  const { code, requestId, publicUrl } = facts
  const detail = row.detail(facts.facts ?? {})
  const pointer = facts.facts?.['pointer'] ?? row.pointer
  const own = pointer === undefined ? [] : [{ pointer: String(pointer), code, detail }]
  const errors = cutFaults(facts.errors ?? own, (error) => error)
  return {
    type: `${publicUrl}/errors/${code}`,
    title: row.title,
    status: row.status,
    detail,
    code,
    requestId,
    ...(errors.length === 0 ? {} : { errors }),
  }
}
