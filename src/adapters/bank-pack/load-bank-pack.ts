/** Reads a bank pack from its folder and refuses a broken one with file, line, place and reason. It repairs nothing. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isNode, LineCounter, parseDocument } from 'yaml'
import type { Document } from 'yaml'
import type { z } from 'zod'
import { activityFileSchema, findActivityProblems } from '#src/domain/catalogue/activity.ts'
import { bankFileSchema } from '#src/domain/catalogue/bank-pack.ts'
import type { BankPack } from '#src/domain/catalogue/bank-pack.ts'
import { customersFileSchema } from '#src/domain/catalogue/test-customers.ts'

const logoBytesMax = 20_000
const problemsShownMax = 20

type Path = readonly PropertyKey[]

/** One fault: `place` is the path inside the document. */
interface BankPackProblem {
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

/** The pack in a folder with `bank.yaml`, `customers.yaml`, `activity.yaml` and the logo. Throws `BankPackError`. */
export async function loadBankPack(folder: string): Promise<BankPack> {
  // One after the other: of several broken files the first is always the one that is named.
  const bank = await readYaml(join(folder, 'bank.yaml'), bankFileSchema)
  const people = await readYaml(join(folder, 'customers.yaml'), customersFileSchema)
  const activity = await readYaml(join(folder, 'activity.yaml'), activityFileSchema)
  const crossed = findActivityProblems(activity.value, people.value.accounts)
  if (crossed.length > 0) {
    const toProblem = ({ path, reason }: (typeof crossed)[number]) => locate(activity, path, reason)
    throw new BankPackError(crossed.map(toProblem))
  }
  const { brand, ...rest } = bank.value
  const logoSvg = await readLogo(join(folder, brand.logo))
  return {
    ...rest,
    brand: { tokens: brand.tokens, logoSvg },
    customers: people.value.customers,
    accounts: people.value.accounts,
    activity: activity.value,
  }
}

interface Source {
  readonly file: string
  readonly document: Document
  readonly lines: LineCounter
}

async function readYaml<Schema extends z.ZodType>(
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
  const parsed = schema.safeParse(document.toJS())
  if (parsed.success) return { ...source, value: parsed.data }
  throw new BankPackError(
    parsed.error.issues.map((issue) => {
      const extra = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
      return locate(source, [...issue.path, ...extra], issue.message)
    }),
  )
}

function locate(source: Source, path: Path, reason: string): BankPackProblem {
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

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new BankPackError([{ file, place: '', reason: 'the file cannot be read' }], { cause })
  }
}

/** The logo goes into pages as it is: nothing in it may run or reach outside. */
async function readLogo(file: string): Promise<string> {
  const svg = (await readText(file)).trim()
  const refuse = (reason: string) => new BankPackError([{ file, place: '', reason }])
  if (svg.length > logoBytesMax) throw refuse(`larger than ${logoBytesMax} characters`)
  if (!/^<svg[\s>][\s\S]*<\/svg>$/u.test(svg)) throw refuse('not an SVG that begins with <svg')
  if (
    /<(?:script|foreignObject|style|image|use|a)[\s>/]|\son\w+\s*=|(?:href|style)\s*=|url\(|<!|<\?|&/iu.test(
      svg,
    )
  )
    throw refuse('holds more than shapes (script, style, link or reference)')
  return svg
}

function toLine(problem: BankPackProblem): string {
  const at = problem.line === undefined ? problem.file : `${problem.file}:${problem.line}`
  return problem.place ? `${at} ${problem.place}: ${problem.reason}` : `${at} ${problem.reason}`
}
