/** One server per data directory: a lock that the operating system drops when the process ends, however it ends. */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { RefusedError } from '#src/kit/refused-error.ts'

export interface ServerLock {
  release(): void
}

/**
 * Takes the lock or refuses. It is an exclusive transaction on a file of its own, so that the store itself stays
 * open to the command line, and it needs no clean-up after kill -9.
 */
export function lockDataDirectory(directory: string): ServerLock {
  const lock = new DatabaseSync(join(directory, 'server.lock'), { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (!isLocked(error)) throw error
    throw new RefusedError(
      `Another Portico server already uses ${directory}. Stop it first, ` +
        'or start this one with another data directory (PORTICO_DATA=...).',
      { cause: error },
    )
  }
  return { release: () => lock.close() }
}

const sqliteBusy = 5

function isLocked(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy
}
