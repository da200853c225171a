/**
 * Reads test data of strangers: part by part, so that neither the number of parts nor that of faults costs more than the
 * text is long. It may take long, so it runs on a thread of its own; it knows no thread and no notation.
 */
import type { z } from 'zod'
import { accountPartSchema, customerSchema, findFaults, testDataLimits } from './test-data.ts'
import { transactionSchema } from './test-data.ts'
import type { TestData, TestDataFault } from './test-data.ts'

export interface SentTestData {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly notation: 'json' | 'yaml'
}

export type ReadTestData =
  /** `json` is the data with everything filled in that may be left out. */
  | { readonly outcome: 'read'; readonly json: string }
  | { readonly outcome: 'malformed' }
  /** `isCut`: there may be more. */
  | {
      readonly outcome: 'faulty'
      readonly faults: readonly TestDataFault[]
      readonly isCut: boolean
    }

/** Throws `body-too-complex` when it takes too long, `overloaded` when too many wait. */
export type TestDataReader = (sent: SentTestData) => Promise<ReadTestData>

/** One mistake in a generated file repeats; a person reads the first ones. */
const faultsMax = 100
const depthMax = 32
const reasonLengthMax = 300

export function readTestData(text: string, parse: (text: string) => unknown): ReadTestData {
  let value: unknown
  try {
    value = parse(text)
    assertShallow(value, 0)
  } catch {
    return { outcome: 'malformed' }
  }
  const faults = new Faults()
  const data = readParts(value, faults)
  if (data) for (const fault of findFaults(data)) faults.add(fault)
  const { listed, isCut } = faults
  if (!data || listed.length > 0) return { outcome: 'faulty', faults: listed, isCut }
  return { outcome: 'read', json: JSON.stringify(data) }
}

/** What reads a value part by part must not run out of stack. */
function assertShallow(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return
  if (depth >= depthMax) throw new Error(`deeper than ${depthMax} levels`)
  for (const part of Object.values(value)) assertShallow(part, depth + 1)
}

class Faults {
  readonly listed: TestDataFault[] = []
  isCut = false

  /** False when no more is wanted. */
  add({ path, reason }: TestDataFault): boolean {
    if (this.listed.length >= faultsMax) this.isCut = true
    else this.listed.push({ path, reason: reason.slice(0, reasonLengthMax) })
    return !this.isCut
  }
}

type Path = TestDataFault['path']

/** Undefined when a part is wrong. */
function readParts(value: unknown, faults: Faults): TestData | undefined {
  if (!isRecord(value)) {
    faults.add({ path: [], reason: 'an object with customers and accounts' })
    return undefined
  }
  for (const name of Object.keys(value))
    if (name !== 'customers' && name !== 'accounts' && !unknown(faults, [], name)) return undefined
  const customers = readList(value['customers'], faults, {
    path: ['customers'],
    sizes: testDataLimits.customers,
    read: (part, path) => readOne(customerSchema, part, { path, faults }),
  })
  const accounts = readList(value['accounts'], faults, {
    path: ['accounts'],
    sizes: testDataLimits.accounts,
    read: (part, path) => readAccount(part, path, faults),
  })
  return customers && accounts && faults.listed.length === 0 ? { customers, accounts } : undefined
}

function unknown(faults: Faults, path: Path, name: string): boolean {
  return faults.add({ path, reason: `there is no field ${name}` })
}

function readAccount(part: unknown, path: Path, faults: Faults) {
  const { transactions = [], ...own } = isRecord(part) ? part : {}
  const account = readOne(accountPartSchema, isRecord(part) ? own : part, { path, faults })
  const read = readList(transactions, faults, {
    path: [...path, 'transactions'],
    sizes: testDataLimits.transactions,
    read: (one, at) => readOne(transactionSchema, one, { path: at, faults }),
  })
  return account && read && { ...account, transactions: read }
}

/** Undefined when something in it is wrong; it ends with the last fault that is wanted. */
function readList<Part>(
  value: unknown,
  faults: Faults,
  list: {
    readonly path: Path
    readonly sizes: { readonly min: number; readonly max: number }
    read(part: unknown, path: Path): Part | undefined
  },
): Part[] | undefined {
  const { path, sizes, read } = list
  if (!Array.isArray(value)) {
    faults.add({ path, reason: 'a list' })
    return undefined
  }
  if (value.length < sizes.min || value.length > sizes.max) {
    faults.add({ path, reason: `${sizes.min} to ${sizes.max} of them, not ${value.length}` })
    return undefined
  }
  const parts: Part[] = []
  for (const [index, part] of value.entries()) {
    const one = read(part, [...path, index])
    if (one !== undefined) parts.push(one)
    if (faults.isCut) return undefined
  }
  return parts.length === value.length ? parts : undefined
}

function readOne<Part>(
  schema: z.ZodType<Part>,
  part: unknown,
  { path, faults }: { path: Path; faults: Faults },
): Part | undefined {
  const read = schema.safeParse(part)
  if (read.success) return read.data
  for (const issue of read.error.issues)
    if (!faults.add({ path: [...path, ...issue.path], reason: issue.message })) break
  return undefined
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
