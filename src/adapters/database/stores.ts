/** All stores of one connection or transaction. A store is added here and nowhere else. */
import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** Every store over one Kysely (a pool, or one transaction). */
export function createStores(_db: Kysely<Tables>) {
  return {}
}

export type Stores = ReturnType<typeof createStores>
