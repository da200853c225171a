/** Whether the store takes writes: remembers that one was refused for want of room or leave, until another is taken. */
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Log } from '#src/kit/log.ts'
import { StoreUnavailableError } from '#src/kit/store-unavailable-error.ts'
import type { StoreFault } from '#src/kit/store-unavailable-error.ts'
import { toStoreError } from './store-faults.ts'
import type { Tables } from './tables.ts'

export interface WriteState {
  /** Of the last refusal that did not pass by itself. */
  readonly fault: StoreFault | undefined
  note(error: unknown): void
  clear(): void
}

const lasting: readonly StoreFault[] = ['full', 'read-only', 'damaged']

/** Tells the operator when it begins and when it is over. */
export function createWriteState(log: Log): WriteState {
  let fault: StoreFault | undefined
  return {
    get fault() {
      return fault
    },
    note(error) {
      const known = toStoreError(error)
      if (!(known instanceof StoreUnavailableError) || !lasting.includes(known.fault)) return
      if (fault !== known.fault) log.error({ err: known }, 'the store takes no writes')
      fault = known.fault
    },
    clear() {
      if (fault !== undefined) log.info({}, 'the store takes writes again')
      fault = undefined
    },
  }
}

const probeName = 'last-write-probe'
/** More than what is left of a page, so that a table must grow for it. */
const probeBytes = 256 * 1024

/**
 * Tries a write where one was refused before, and answers why it is refused still. On PostgreSQL it is taken back: room
 * is asked for when a row is put in, and the embedded store asks for it at the commit.
 */
export async function findWriteFault(database: {
  readonly engine: 'sqlite' | 'postgres'
  readonly db: Kysely<Tables>
  readonly writes: WriteState
}): Promise<StoreFault | undefined> {
  const { engine, db, writes } = database
  if (writes.fault === undefined) return undefined
  try {
    await (engine === 'sqlite' ? writeRow(db) : growAndTakeBack(db))
    writes.clear()
  } catch (error) {
    writes.note(error)
  }
  return writes.fault
}

async function writeRow(db: Kysely<Tables>) {
  await db
    .insertInto('installation')
    .values({ name: probeName, value: '1' })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: '1' }))
    .execute()
}

class TakeBack extends Error {}

async function growAndTakeBack(db: Kysely<Tables>) {
  try {
    await db.transaction().execute(async (transaction) => {
      // Digests do not compress, so that the row takes the room it says.
      await sql`insert into installation (name, value)
        select ${probeName}, string_agg(md5(random()::text), '')
        from generate_series(1, ${probeBytes / 32}::int)`.execute(transaction)
      throw new TakeBack()
    })
  } catch (error) {
    if (!(error instanceof TakeBack)) throw error
  }
}
