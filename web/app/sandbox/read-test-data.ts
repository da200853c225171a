/** Reads test data that a person wrote, JSON or YAML, and says in which line something stands. It does not judge the data. */
import { LineCounter, isNode, isScalar, parseDocument, stringify, visit } from 'yaml'
import type { Document, YAMLMap } from 'yaml'

export type ReadData =
  | { outcome: 'read'; value: unknown; lineOf: (pointer: string) => number }
  | { outcome: 'unreadable'; line: number; reason: string }

/** A small text of aliases can stand for a huge one. */
const aliasesMax = 100

/** JSON is YAML too, so one reader names the lines of both. */
export function readTestData(text: string): ReadData {
  const lineCounter = new LineCounter()
  try {
    // The library compares each name with every other one; ours are looked up.
    const options = { lineCounter, schema: 'core', prettyErrors: false, uniqueKeys: false } as const
    const document = parseDocument(text, options)
    const [wrong] = document.errors
    if (wrong) {
      const { line } = lineCounter.linePos(wrong.pos[0])
      return { outcome: 'unreadable', line, reason: wrong.message }
    }
    const twice = findRepeated(document)
    if (twice) {
      const { line } = lineCounter.linePos(twice.at)
      return { outcome: 'unreadable', line, reason: `The name ${twice.name} stands twice.` }
    }
    const lineOf = (pointer: string): number => {
      const steps = stepsOf(pointer)
      for (let length = steps.length; length > 0; length -= 1) {
        const node = document.getIn(steps.slice(0, length), true)
        if (isNode(node) && node.range) return lineCounter.linePos(node.range[0]).line
      }
      return 1
    }
    return { outcome: 'read', value: document.toJS({ maxAliasCount: aliasesMax }), lineOf }
  } catch (error) {
    // Aliases without end, or brackets nested deeper than the reader follows.
    return { outcome: 'unreadable', line: 1, reason: error instanceof Error ? error.message : '' }
  }
}

/** The first name that stands twice in the same place. */
function findRepeated(document: Document): { name: string; at: number } | undefined {
  let found: { name: string; at: number } | undefined
  const look = ({ items }: YAMLMap) => {
    const names = new Set<string>()
    for (const { key } of items) {
      const name = String(isScalar(key) ? key.value : key)
      if (names.has(name)) found ??= { name, at: (isNode(key) && key.range?.[0]) || 0 }
      names.add(name)
    }
    return found ? visit.BREAK : undefined
  }
  visit(document, { Map: (_key, map) => look(map) })
  return found
}

/** @see RFC 6901 §4 */
function stepsOf(pointer: string): string[] {
  const steps = pointer.split('/').slice(1)
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** A pointer as people write places: `accounts[2].iban`. */
export function toPlace(pointer: string): string {
  return stepsOf(pointer)
    .map((step) => (/^\d+$/u.test(step) ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./u, '')
}

export function toYaml(value: unknown): string {
  return stringify(value)
}
