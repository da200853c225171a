/** Holds answers of the interface against a contract: our own, or the official one beside the checkout. It changes no answer. */
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { parse } from 'yaml'

export interface JudgedAnswer {
  readonly method: string
  /** Without the mount and with its query. */
  readonly path: string
  readonly status: number
  readonly body: unknown
}

interface Node {
  readonly [key: string]: Node
}

export type Judge = (answer: JudgedAnswer) => string[]

/** Empty when the answer is as the contract says; otherwise what differs. */
export function createJudge(file: string | URL): Judge {
  const contract = normalise(parse(readFileSync(file, 'utf8'))) as Node
  // The official file escapes a dash, which patterns with the u flag do not take.
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false, unicodeRegExp: false })
  formats.default(ajv)
  ajv.addFormat('url', true) // links may be paths, which no URL format takes
  const follow = (node: Node | undefined): Node | undefined => {
    const reference: unknown = node?.['$ref']
    if (typeof reference !== 'string') return node
    return reference
      .slice(2)
      .split('/')
      .reduce<Node | undefined>((at, key) => at?.[key], contract)
  }
  // A path with fewer variables is the nearer one: `/v1/accounts/{id}` before `/v1/{service}/{product}`.
  const variables = (template: string) => template.split('{').length
  const templates = Object.keys(contract['paths'] ?? {}).toSorted(
    (one, other) => variables(one) - variables(other),
  )
  const findOperation = (method: string, path: string) => {
    const [bare = ''] = path.split('?')
    const template = templates.find((one) =>
      new RegExp(`^${one.replaceAll(/\{[^}]+\}/gu, '[^/]+')}/?$`, 'u').test(bare),
    )
    const own = contract['paths']?.[template ?? '']?.[method.toLowerCase()]
    // A path or method that the contract does not have is judged as its neighbour would be.
    return own ?? contract['paths']?.['/v1/accounts']?.['get']
  }
  return ({ method, path, status, body }) => {
    const response = follow(findOperation(method, path)?.['responses']?.[String(status)])
    if (!response) return [`status ${status} is not in the contract`]
    const isProblem = typeof body === 'object' && body !== null && 'detail' in body
    const type = isProblem ? 'application/problem+json' : 'application/json'
    const schema = response['content']?.[type]?.['schema']
    if (!schema) return []
    const judge = ajv.compile({ ...schema, components: contract['components'] })
    if (judge(body)) return []
    return (judge.errors ?? []).map((one) => `${one.instancePath} ${one.message ?? ''}`)
  }
}

/** OpenAPI 3.0 into JSON Schema: an empty branch of `oneOf` makes all others fail, and bounds were flags. */
function normalise(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normalise)
  if (typeof value !== 'object' || value === null) return value
  const node: Record<string, unknown> = {}
  for (const [key, part] of Object.entries(value)) {
    const isLoose = key === 'oneOf' && Array.isArray(part) && part.some(isOpen)
    if (typeof part === 'boolean' && /^exclusive(Minimum|Maximum)$/u.test(key)) continue
    node[isLoose ? 'anyOf' : key] = normalise(part)
  }
  return node
}

/** An empty branch, or one that names a shape open to more members: others of the official file fit it too. */
function isOpen(part: unknown) {
  if (typeof part !== 'object' || part === null) return false
  const names = Object.keys(part)
  return names.length === 0 || (names.length === 1 && names[0] === '$ref')
}
