/** Plain JSON as OpenAPI documents hold it, and the few careful looks into it; knows nothing of OpenAPI. */

export type JsonObject = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value as an object; an empty one when it is none. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {}
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** The object without these keys. */
export function without(object: JsonObject, ...keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)))
}

/** The object without members that are undefined, so that they do not turn up as empty YAML. */
export function defined(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined))
}

/** The members of an object, each put through a function. */
export function mapMembers(
  object: unknown,
  change: (value: unknown, key: string) => unknown,
): JsonObject {
  return Object.fromEntries(
    Object.entries(objectOf(object)).map(([key, value]) => [key, change(value, key)]),
  )
}

/** `a/b` as a step of a JSON pointer. @see RFC 6901 §3 */
export function toPointerStep(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}

/** The steps of a pointer like `#/components/schemas/Pet`; undefined when it is no pointer into the document. */
export function parsePointer(pointer: string): string[] | undefined {
  if (pointer === '#') return []
  if (!pointer.startsWith('#/')) return undefined
  return pointer
    .slice(2)
    .split('/')
    .map((step) => decodeStep(step).replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** What a pointer leads to; undefined when it leads nowhere. */
export function lookUp(root: unknown, pointer: string): unknown {
  const steps = parsePointer(pointer)
  if (steps === undefined) return undefined
  let found: unknown = root
  for (const step of steps) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined
    found = Reflect.get(found, step)
  }
  return found
}

function decodeStep(step: string): string {
  try {
    return decodeURIComponent(step)
  } catch {
    return step
  }
}
