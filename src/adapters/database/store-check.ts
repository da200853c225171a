/**
 * Looks whether a store is whole: quickly at every start, thoroughly for the doctor. It changes nothing and repairs
 * nothing. PostgreSQL checks its own pages; of it only the structure is looked at.
 */
import { sql } from 'kysely'
import { RefusedError } from '#src/kit/refused-error.ts'
import type { Database } from './engine.ts'
import { applicationId, restoreAdvice } from './store-file.ts'

/** Up to here every page is read at a start: 185 MB with 300,000 calls take half a second. */
const quickCheckBytesMax = 1_073_741_824
/** Of larger stores only tables up to so many rows; the doctor reads them all. */
const quickCheckRowsMax = 1_000_000
const damagesMax = 10

/** Refuses a damaged embedded store. Its time is bounded; what it leaves out the doctor finds. */
export async function assertUndamaged(database: Database): Promise<void> {
  if (database.engine !== 'sqlite') return
  const [damage] = await collect(async () => {
    const found = await findForeign(database)
    if (found) return [found]
    if ((await sizeOf(database)) <= quickCheckBytesMax) return check(database, 'quick_check(1)')
    const damages: string[] = []
    for (const table of await listTablesUpTo(database, quickCheckRowsMax))
      damages.push(...(await check(database, `quick_check('${table}')`)))
    return damages
  })
  if (damage !== undefined)
    throw new RefusedError(`The embedded store is damaged (${damage}). ${restoreAdvice}`)
}

/** Everything that does not fit, in words; reads every page and every index. */
export async function listDamages(database: Database): Promise<string[]> {
  if (database.engine !== 'sqlite') return []
  return collect(async () => {
    const found = await findForeign(database)
    if (found) return [found]
    const damages = await check(database, `integrity_check(${damagesMax})`)
    const { rows } = await sql<{ table: string }>`pragma foreign_key_check`.execute(database.db)
    const tables = new Set(rows.map((row) => row.table))
    return [...damages, ...[...tables].map((name) => `rows of ${name} point at nothing`)]
  })
}

/** SQLite throws when a page that it needs to look at the others is damaged itself. */
async function collect(work: () => Promise<string[]>): Promise<string[]> {
  try {
    return await work()
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}

/** A file without our tables is one that we have just made, or not our store. */
async function findForeign({ db }: Database): Promise<string | undefined> {
  const { rows } = await sql`
    select name from sqlite_schema where type = 'table' and name = 'kysely_migration'`.execute(db)
  if (rows.length > 0) return undefined
  const own = await sql<{ application_id: number }>`pragma application_id`.execute(db)
  return own.rows[0]?.application_id === applicationId ? undefined : 'it holds none of its tables'
}

async function check({ db }: Database, pragma: string): Promise<string[]> {
  const { rows } = await sql.raw<Record<string, unknown>>(`pragma ${pragma}`).execute(db)
  const lines = rows.flatMap((row) => Object.values(row).map(String))
  return lines
    .filter((line) => line !== 'ok')
    .map((line) => line.replaceAll('\n', '; '))
    .slice(0, damagesMax)
}

async function sizeOf({ db }: Database): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()`.execute(db)
  return rows[0]?.bytes ?? 0
}

/** The highest row id is read in no time, the number of rows is not. */
async function listTablesUpTo({ db }: Database, rowsMax: number): Promise<string[]> {
  const tables = await sql<{ name: string }>`
    select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'`.execute(db)
  const small: string[] = []
  for (const { name } of tables.rows) {
    const { rows } = await sql<{ last: number | null }>`
      select max(rowid) as last from ${sql.table(name)}`.execute(db)
    if ((rows[0]?.last ?? 0) <= rowsMax) small.push(name)
  }
  return small
}
