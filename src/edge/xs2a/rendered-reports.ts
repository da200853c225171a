/** Keeps the bytes of reports as long as the bank answers with the very same list: making them costs more than all checks. */
import type { BankTransaction } from '#src/connector/bank-connector.ts'
import { JsonBytes } from './endpoint.ts'

/** Different frames (links, balances) around one list. */
const framesMax = 8

/** Goes with the list; a list is never changed once it was handed out. */
const rendered = new WeakMap<readonly BankTransaction[], Map<string, JsonBytes>>()

/** `frame` is all of the answer that does not come out of the list; `build` makes the whole. */
export function renderReport(
  transactions: readonly BankTransaction[],
  frame: object,
  build: () => object,
): JsonBytes {
  const ofList = rendered.get(transactions) ?? new Map<string, JsonBytes>()
  const key = JSON.stringify(frame)
  const known = ofList.get(key)
  if (known) return known
  const made = new JsonBytes(Buffer.from(JSON.stringify(build())))
  if (ofList.size >= framesMax) ofList.clear()
  rendered.set(transactions, ofList.set(key, made))
  return made
}
