/** JSON merge patch. @see RFC 7396 §2 */
import { isDeepStrictEqual } from 'node:util'

/** The target with the patch applied; neither is changed. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch
  const merged = new Map<string, unknown>(isObject(target) ? Object.entries(target) : [])
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name)
    else merged.set(name, mergePatch(merged.get(name), value))
  }
  return Object.fromEntries(merged)
}

/** The smallest patch that makes `to` of `from`; both hold no null. */
export function diffPatch(from: unknown, to: unknown): unknown {
  if (!isObject(from) || !isObject(to)) return to
  const patch = new Map<string, unknown>()
  for (const name of Object.keys(from)) if (!Object.hasOwn(to, name)) patch.set(name, null)
  for (const [name, value] of Object.entries(to)) {
    const isSame = Object.hasOwn(from, name) && isDeepStrictEqual(from[name], value)
    if (!isSame) patch.set(name, diffPatch(from[name], value))
  }
  return Object.fromEntries(patch)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
