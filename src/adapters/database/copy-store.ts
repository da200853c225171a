/** Copies the embedded store into a file of its own while others work with it. The copy is one moment of the store, whole or not there. */
import { chmodSync, closeSync, fsyncSync, linkSync, openSync, rmSync, statSync } from 'node:fs'
import { DatabaseSync, backup } from 'node:sqlite'
import { systemRandom } from '#src/kit/random.ts'
import { RefusedError } from '#src/kit/refused-error.ts'
import { assertUndamaged } from './store-check.ts'
import { openSqliteToRead } from './engine.ts'

/** All at once: a copy in several steps begins anew whenever somebody writes in between. */
const pagesAtOnce = 2_147_483_647
const ownerOnly = 0o600

/** Answers the size in bytes. Refuses when there is such a file already, and when the copy is not whole. */
export async function copyStore(storeFile: string, target: string): Promise<number> {
  const draft = `${target}.${systemRandom.uuid()}`
  try {
    closeSync(openSync(draft, 'wx', ownerOnly))
    const source = new DatabaseSync(storeFile, { readOnly: true, timeout: 5_000 })
    try {
      await backup(source, draft, { rate: pagesAtOnce })
    } finally {
      source.close()
    }
    chmodSync(draft, ownerOnly)
    await assertCopy(draft)
    sync(draft)
    linkSync(draft, target)
    return statSync(target).size
  } catch (error) {
    if (error instanceof RefusedError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new RefusedError(
      `The store could not be copied to ${target} (${reason}). Name a new file in a directory that has room.`,
      { cause: error },
    )
  } finally {
    for (const suffix of ['', '-wal', '-shm', '-journal'])
      rmSync(`${draft}${suffix}`, { force: true })
  }
}

async function assertCopy(file: string): Promise<void> {
  const copy = openSqliteToRead(file)
  try {
    await assertUndamaged(copy)
  } finally {
    await copy.close()
  }
}

function sync(file: string): void {
  const handle = openSync(file, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
