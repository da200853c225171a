/**
 * A note beside the embedded store of how far its audit trail had come. When a start does not find that entry, changes
 * that were confirmed are missing: the write-ahead log was lost or cut, or an older copy took the store's place. The
 * note may lag behind, never run ahead.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { sql } from 'kysely'
import { RefusedError } from '#src/kit/refused-error.ts'
import type { Database } from './engine.ts'
import { restoreAdvice, storeMarkOf } from './store-file.ts'

interface Mark {
  readonly chainId: string
  readonly seq: number
  readonly at: number
}

/** Notes the newest audit entry; cheap enough for every few seconds. Answers whether there was something new. */
export function createStoreMark(database: Database, directory: string): () => Promise<boolean> {
  const file = storeMarkOf(directory)
  let noted = ''
  return async () => {
    const { rows } = await sql<Mark>`
      select chain_id as "chainId", seq, at from audit_entries order by rowid desc limit 1`.execute(
      database.db,
    )
    const text = rows[0] === undefined ? '' : `${JSON.stringify(rows[0])}\n`
    if (text === noted) return false
    writeFileSync(`${file}.draft`, text)
    renameSync(`${file}.draft`, file)
    noted = text
    return true
  }
}

/** What is missing, in words; undefined when everything noted is there. */
export async function findMissingChanges(
  database: Database,
  directory: string,
): Promise<string | undefined> {
  const mark = readMark(directory)
  if (!mark) return undefined
  const { chainId, seq, at } = mark
  const row = await database.db
    .selectFrom('audit_entries')
    .select('seq')
    .where('chain_id', '=', chainId)
    .where('seq', '=', seq)
    .executeTakeFirst()
  if (row) return undefined
  return (
    `The store lacks changes that were confirmed: audit entry ${seq} of ${chainId}, written at ${new Date(at).toISOString()}, is not in it. ` +
    'portico.sqlite-wal is missing or cut, or an older copy took the place of the store. ' +
    `Put back portico.sqlite together with its portico.sqlite-wal. ${restoreAdvice} ` +
    `If this older copy is meant, remove ${storeMarkOf(directory)}.`
  )
}

export async function assertNothingMissing(database: Database, directory: string): Promise<void> {
  const text = await findMissingChanges(database, directory)
  if (text !== undefined) throw new RefusedError(text)
}

/** A note that power loss left empty or half is none. */
function readMark(directory: string): Mark | undefined {
  try {
    const mark = JSON.parse(readFileSync(storeMarkOf(directory), 'utf8')) as Partial<Mark> // judged below
    const { chainId, seq, at } = mark
    if (typeof chainId !== 'string' || typeof seq !== 'number' || typeof at !== 'number')
      return undefined
    return { chainId, seq, at }
  } catch {
    return undefined
  }
}
