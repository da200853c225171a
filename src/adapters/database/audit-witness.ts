/** The newest head of the audit trail in a file beside an embedded store: a store that was emptied, cut or half restored lacks it. */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const ownerOnly = 0o600
const fileOf = (directory: string) => join(directory, 'audit-head')

/** The head; undefined when nothing was sealed yet. */
export function readWitness(directory: string): string | undefined {
  try {
    return readFileSync(fileOf(directory), 'utf8').trim() || undefined
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Written beside and then renamed: nobody ever reads half a head. */
export function writeWitness(directory: string, head: string): void {
  const draft = `${fileOf(directory)}.new`
  const handle = openSync(draft, 'w', ownerOnly)
  try {
    writeSync(handle, `${head}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(draft, fileOf(directory))
}
