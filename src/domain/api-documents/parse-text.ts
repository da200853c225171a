/** YAML or JSON text to plain JSON, with the line of every place in it; knows nothing of OpenAPI. */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Document } from 'yaml'
import type { DocumentProblem } from './document-problems.ts'
import { isObject, type JsonObject, parsePointer } from './json.ts'

export type ParsedText =
  | {
      readonly outcome: 'read'
      readonly value: JsonObject
      /** Line of a JSON pointer, or of what is nearest to it and stands in the text. */
      readonly lineOf: (place: string) => number | undefined
    }
  | {
      readonly outcome: 'unreadable'
      readonly problems: (DocumentProblem & { readonly line?: number | undefined })[]
    }

export function parseText(text: string): ParsedText {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  if (document.errors.length > 0) {
    return unreadable(
      document.errors.slice(0, problemsMax).map((error) => ({
        line: lines.linePos(error.pos[0]).line,
        reason: error.message,
      })),
    )
  }
  const value = toPlain(document)
  if (!isObject(value)) {
    return unreadable([{ line: 1, reason: 'is no OpenAPI document: an object is expected' }])
  }
  return { outcome: 'read', value, lineOf: (place) => findLine(document, lines, place) }
}

const problemsMax = 20

function unreadable(problems: readonly { line: number; reason: string }[]): ParsedText {
  return {
    outcome: 'unreadable',
    problems: problems.map((problem) => ({ place: '#', ...problem })),
  }
}

/** Without shared or circular objects, which aliases make and nothing after this expects. */
function toPlain(document: Document): unknown {
  try {
    return JSON.parse(JSON.stringify(document.toJS({ maxAliasCount: 100 })))
  } catch {
    return undefined
  }
}

function findLine(document: Document, lines: LineCounter, place: string): number | undefined {
  let node: unknown = document.contents
  let offset: number | undefined = 0
  for (const step of parsePointer(place) ?? []) {
    if (isAlias(node)) node = node.resolve(document)
    const next = stepInto(node, step)
    if (next === undefined) break
    node = next.node
    offset = next.offset ?? offset
  }
  return offset === undefined ? undefined : lines.linePos(offset).line
}

function stepInto(node: unknown, step: string) {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === step)
    if (pair === undefined) return undefined
    return { node: pair.value, offset: isScalar(pair.key) ? pair.key.range?.[0] : undefined }
  }
  if (!isSeq(node)) return undefined
  const entry = node.items[Number(step)]
  if (entry === undefined) return undefined
  const range = isMap(entry) || isSeq(entry) || isScalar(entry) ? entry.range : undefined
  return { node: entry, offset: range?.[0] }
}
