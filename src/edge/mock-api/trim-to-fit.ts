/** Takes out of a made-up value what does not fit its schema and need not be there: where a schema holds itself, a sample ends in the middle. */
import { resolveRef } from '#src/domain/api-documents/api-document.ts'
import type { ApiDocument } from '#src/domain/api-documents/api-document.ts'
import { isObject, listOf, objectOf } from '#src/domain/api-documents/json.ts'

interface Fitting {
  readonly document: ApiDocument
  fits(schema: unknown, value: unknown): boolean
}

/** The value itself when it fits. */
export function trimToFit(fitting: Fitting, schema: unknown, value: unknown): unknown {
  if (fitting.fits(schema, value)) return value
  const resolved = resolveRef(fitting.document, schema)
  if (Array.isArray(value)) {
    const { items } = resolved
    return value
      .map((item) => trimToFit(fitting, items, item))
      .filter((item) => fitting.fits(items, item))
  }
  if (!isObject(value)) return value
  const properties = objectOf(resolved['properties'])
  const required = new Set(listOf(resolved['required']))
  const entries = Object.entries(value).flatMap(([name, member]) => {
    const own = properties[name]
    if (own === undefined) return [[name, member] as const]
    const trimmed = trimToFit(fitting, own, member)
    return required.has(name) || fitting.fits(own, trimmed) ? [[name, trimmed] as const] : []
  })
  return Object.fromEntries(entries)
}
