/** Reads one file of a pack and says of a fault where it is: file, line, place, reason. It repairs nothing. */
import { readFile } from 'node:fs/promises'
import { isNode, LineCounter, parseDocument } from 'yaml'
import type { Document } from 'yaml'
import type { z } from 'zod'

const problemsShownMax = 20

type Path = readonly PropertyKey[]

/** One fault: `place` is the path inside the document. */
export interface BankPackProblem {
  readonly file: string
  readonly line?: number
  readonly place: string
  readonly reason: string
}

/** The pack cannot be used; the message names every fault on a line of its own. */
export class BankPackError extends Error {
  readonly problems: readonly BankPackProblem[]

  constructor(problems: readonly BankPackProblem[], options?: ErrorOptions) {
    super(
      `the bank pack cannot be used:\n${problems.slice(0, problemsShownMax).map(toLine).join('\n')}`,
      options,
    )
    this.name = 'BankPackError'
    this.problems = problems
  }
}

/** A read file, for finding lines in it. */
export interface Source {
  readonly file: string
  readonly document: Document
  readonly lines: LineCounter
}

/** The checked content of a YAML file. Throws `BankPackError`. */
export async function readYaml<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Promise<Source & { readonly value: z.output<Schema> }> {
  const text = await readText(file)
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const source: Source = { file, document, lines }
  // The first fault only: a parser that lost its way reports hundreds.
  const faults = document.errors.slice(0, 1).map((fault) => ({
    file,
    line: lines.linePos(fault.pos[0]).line,
    place: '',
    reason: fault.message,
  }))
  if (faults.length > 0) throw new BankPackError(faults)
  const parsed = schema.safeParse(toValue(source))
  if (parsed.success) return { ...source, value: parsed.data }
  throw new BankPackError(
    parsed.error.issues.map((issue) => {
      const extra = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
      return locate(source, [...issue.path, ...extra], issue.message)
    }),
  )
}

export function locate(source: Source, path: Path, reason: string): BankPackProblem {
  const { file } = source
  const place = path.map(String).join('.')
  const line = findLine(source, path)
  return line === undefined ? { file, place, reason } : { file, line, place, reason }
}

/** The line of the node, or of the nearest one around it that is written in the file. */
function findLine({ document, lines }: Source, path: Path): number | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
  }
  return undefined
}

export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new BankPackError([{ file, place: '', reason: 'the file cannot be read' }], { cause })
  }
}

function toLine(problem: BankPackProblem): string {
  const at = problem.line === undefined ? problem.file : `${problem.file}:${problem.line}`
  return problem.place ? `${at} ${problem.place}: ${problem.reason}` : `${at} ${problem.reason}`
}

/** Throws for what reads well and cannot be built, such as aliases that multiply. */
function toValue({ file, document }: Source): unknown {
  try {
    return document.toJS()
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'it cannot be read'
    throw new BankPackError([{ file, line: 1, place: '', reason }], { cause })
  }
}
