/** The operations of a document and their names; a missing operationId is made from method and path. */
import type { ApiDocument, DocumentOperation, HttpMethod } from './api-document.ts'
import { operationMethods } from './document-shapes.ts'
import { isObject, type JsonObject, listOf, lookUp, mapMembers, objectOf, textOf } from './json.ts'

/** The document with an operationId on every operation. */
export function nameOperations(openapi: JsonObject): JsonObject {
  const taken = new Set(listRaw(openapi).map(({ raw }) => textOf(raw['operationId'])))
  const paths = mapMembers(openapi['paths'], (item, path) => {
    if (!isObject(item) || path.startsWith('x-')) return item
    return mapMembers(item, (raw, method) => {
      if (!isMethod(method) || !isObject(raw) || textOf(raw['operationId']) !== '') return raw
      return { ...raw, operationId: freeName(nameFrom(method, path), taken) }
    })
  })
  return openapi['paths'] === undefined ? openapi : { ...openapi, paths }
}

export function listOperations(openapi: JsonObject): ApiDocument['operations'] {
  return listRaw(openapi).map(({ path, method, item, raw }) => ({
    operationId: textOf(raw['operationId']),
    method: method.toUpperCase() as HttpMethod, // one of operationMethods
    path,
    summary: textOf(raw['summary']) || textOf(item['summary']) || `${method.toUpperCase()} ${path}`,
    tag: textOf(listOf(raw['tags'])[0]),
    raw,
    pathItemParameters: listOf(item['parameters']).filter(isObject),
  }))
}

/** The parameters of an operation, resolved; its own go before those of its path. */
export function listParameters(
  document: Pick<ApiDocument, 'openapi'>,
  operation: DocumentOperation,
  resolve: (document: Pick<ApiDocument, 'openapi'>, node: unknown) => JsonObject,
): JsonObject[] {
  const found = new Map<string, JsonObject>()
  for (const node of [...operation.pathItemParameters, ...listOf(operation.raw['parameters'])]) {
    const parameter = resolve(document, node)
    found.set(`${textOf(parameter['in'])} ${textOf(parameter['name'])}`, parameter)
  }
  return [...found.values()]
}

function listRaw(openapi: JsonObject) {
  return Object.entries(objectOf(openapi['paths'])).flatMap(([path, value]) => {
    if (path.startsWith('x-')) return []
    const item = resolveItem(openapi, value)
    return operationMethods.flatMap((method) => {
      const raw = item[method]
      return isObject(raw) ? [{ path, method, item, raw }] : []
    })
  })
}

/** A path may stand in the components and be pointed to. */
function resolveItem(openapi: JsonObject, value: unknown): JsonObject {
  const item = objectOf(value)
  const ref = textOf(item['$ref'])
  return ref === '' ? item : { ...objectOf(lookUp(openapi, ref)), ...item }
}

function isMethod(key: string): key is (typeof operationMethods)[number] {
  return operationMethods.some((method) => method === key)
}

/** `get` and `/v1/accounts/{account-id}` as `getV1AccountsByAccountId`. */
function nameFrom(method: string, path: string): string {
  const words = path.split('/').map((step) => {
    const name = step
      .replaceAll(/[{}]/gu, '')
      .split(/[^\p{L}\p{N}]+/u)
      .map(capital)
      .join('')
    return step.startsWith('{') ? `By${name}` : name
  })
  return `${method}${words.join('')}`
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}

function freeName(name: string, taken: Set<string>): string {
  let free = name
  for (let number = 2; taken.has(free); number++) free = `${name}${number}`
  taken.add(free)
  return free
}
