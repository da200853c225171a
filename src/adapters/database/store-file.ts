/**
 * The file of the embedded store as a file: whether it is there, is whole at a glance, and how it comes into being.
 * What is damaged is told in one line with what to do; nothing here repairs or removes anything.
 */
import { closeSync, existsSync, linkSync, openSync, readSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { systemRandom } from '#src/kit/random.ts'
import { RefusedError } from '#src/kit/refused-error.ts'

const storeFileName = 'portico.sqlite'
/** "Port" in ASCII: tells a store that has just been made from a file that lost its content. @see https://www.sqlite.org/fileformat2.html#application_id */
export const applicationId = 0x50_6f_72_74
const headerBytes = 100
const magic = 'SQLite format 3\0'

export const restoreAdvice =
  'Keep a copy of the data directory as it is, then restore a backup: docs/operating/backup-and-restore.md.'

export function storeFileOf(directory: string): string {
  return join(directory, storeFileName)
}

/** Where the server notes how far the store has come: see store-mark.ts. */
export function storeMarkOf(directory: string): string {
  return join(directory, 'store-mark')
}

/** True when the directory holds a store, or what is left of one. */
export function hasStore(directory: string): boolean {
  const file = storeFileOf(directory)
  return [file, `${file}-wal`, storeMarkOf(directory)].some((path) => existsSync(path))
}

/** Made beside and then linked under its name: a store under its name is never an empty file, wherever the first start was cut off. */
export function makeStoreFile(directory: string): void {
  const file = storeFileOf(directory)
  const draft = `${file}.${systemRandom.uuid()}`
  const connection = new DatabaseSync(draft)
  try {
    connection.exec(
      `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA application_id = ${applicationId};`,
    )
    connection.close()
    linkSync(draft, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${draft}${suffix}`, { force: true })
  }
}

/** Refuses a file that cannot be a whole store: gone, empty, no SQLite file, or shorter than it says. Takes no time. */
export function assertStoreFile(directory: string): void {
  const file = storeFileOf(directory)
  if (!existsSync(file)) {
    throw new RefusedError(
      `${file} is gone, but ${storeFileName}-wal or store-mark beside it says that it was there. ${restoreAdvice} ` +
        'If a new installation is meant, empty the directory first.',
    )
  }
  const { size } = statSync(file)
  if (size === 0) {
    throw new RefusedError(
      `${file} is empty: it holds no store any more. ${restoreAdvice} ` +
        'If this installation has never started, remove the file.',
    )
  }
  const header = readHeader(file)
  if (size < headerBytes || header.toString('latin1', 0, magic.length) !== magic) {
    throw new RefusedError(
      `${file} is no SQLite file: its beginning is damaged, or another file took its place. ${restoreAdvice}`,
    )
  }
}

function readHeader(file: string): Buffer {
  const handle = openSync(file, 'r')
  try {
    const header = Buffer.alloc(headerBytes)
    readSync(handle, header, 0, headerBytes, 0)
    return header
  } finally {
    closeSync(handle)
  }
}
