/** Finds the operations that the links of an answer lead to, so that following one is a call of its own. Foreign addresses lead nowhere. */
import { resolveRef } from '#src/domain/api-documents/api-document.ts'
import type { DocumentOperation } from '#src/domain/api-documents/api-document.ts'
import { isObject, listOf, objectOf, textOf } from '#src/domain/api-documents/json.ts'
import type { JsonObject } from '#src/domain/api-documents/json.ts'
import type { ConsoleVersion } from './console-catalogue.ts'

export interface ConsoleLink {
  readonly rel: string
  /** What the link belongs to, when the answer names it: an account's name, a payment's id. */
  readonly of: string
  readonly operationId: string
  readonly parameters: {
    readonly path: Readonly<Record<string, string>>
    readonly query: Readonly<Record<string, string>>
  }
}

const linksMax = 40
const depthMax = 6
const namingMembers = ['name', 'iban', 'resourceId', 'transactionId', 'paymentId', 'id']

export function findLinks(version: ConsoleVersion, origin: string, body: string): ConsoleLink[] {
  const answer = parseJson(body)
  return listHrefs(answer, 0)
    .flatMap(({ rel, of, href }) => {
      const target = matchHref(version, origin, href)
      return target ? [{ rel, of, ...target }] : []
    })
    .slice(0, linksMax)
}

interface Href {
  readonly rel: string
  readonly of: string
  readonly href: string
}

function listHrefs(node: unknown, depth: number): Href[] {
  if (depth > depthMax) return []
  if (Array.isArray(node))
    return node.slice(0, linksMax).flatMap((one) => listHrefs(one, depth + 1))
  if (!isObject(node)) return []
  const own = isObject(node['_links']) ? readLinks(node['_links'], nameOf(node)) : []
  const inner = Object.entries(node).filter(([key]) => key !== '_links')
  return [...own, ...inner.flatMap(([, value]) => listHrefs(value, depth + 1))]
}

function readLinks(links: JsonObject, of: string): Href[] {
  return Object.entries(links).flatMap(([rel, link]) => {
    const href = isObject(link) ? textOf(link['href']) : textOf(link)
    return href === '' ? [] : [{ rel, of, href }]
  })
}

function nameOf(node: JsonObject): string {
  const member = namingMembers.find((name) => textOf(node[name]) !== '')
  return member === undefined ? '' : textOf(node[member])
}

/** The operation an address leads to, with its parameters; undefined when it is none of this document. */
export function matchHref(
  version: ConsoleVersion,
  origin: string,
  href: string,
): Omit<ConsoleLink, 'rel' | 'of'> | undefined {
  const url = URL.parse(href, origin)
  if (!url || url.origin !== new URL(origin).origin) return undefined
  const { pathname } = url
  const path = pathname.startsWith(`${version.basePath}/`)
    ? pathname.slice(version.basePath.length)
    : pathname
  for (const operation of byLikelihood(version.document.operations)) {
    const values = matchPath(operation.path, path)
    if (values)
      return {
        operationId: operation.operationId,
        parameters: { path: values, query: readQuery(version, operation, url) },
      }
  }
  return undefined
}

/** A link is followed by reading; and of two paths the one with fewer blanks is meant. */
function byLikelihood(operations: readonly DocumentOperation[]): DocumentOperation[] {
  const weight = ({ method, path }: DocumentOperation) =>
    (method === 'GET' ? 0 : 1_000) + path.split('{').length
  return operations.toSorted((one, other) => weight(one) - weight(other))
}

function matchPath(template: string, path: string): Record<string, string> | undefined {
  const wanted = template.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return undefined
  const values: Record<string, string> = {}
  for (const [index, step] of wanted.entries()) {
    const value = decode(given[index] ?? '')
    const name = /^\{([^}]+)\}$/u.exec(step)?.[1]
    if (name === undefined && step !== value) return undefined
    if (name !== undefined && value === '') return undefined
    if (name !== undefined) values[name] = value
  }
  return values
}

function readQuery(version: ConsoleVersion, operation: DocumentOperation, url: URL) {
  const nodes = [...operation.pathItemParameters, ...listOf(operation.raw['parameters'])]
  const declared = nodes.map((node) => resolveRef(version.document, node))
  const known = declared.filter((one) => one['in'] === 'query')
  const names = known.map((one) => textOf(one['name']))
  const needed = known
    .filter((one) => one['required'] === true)
    .map((one) => [textOf(one['name']), exampleOf(one)] as const)
  const given = [...url.searchParams].filter(([name]) => names.includes(name))
  return Object.fromEntries([...needed.filter(([, value]) => value !== ''), ...given])
}

/** For what an operation requires and a link leaves to the caller. */
function exampleOf(parameter: JsonObject): string {
  const example = parameter['example']
  if (typeof example === 'string' || typeof example === 'number') return String(example)
  return textOf(listOf(objectOf(parameter['schema'])['enum'])[0])
}

function decode(step: string): string {
  try {
    return decodeURIComponent(step)
  } catch {
    return step
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
