/** Sealed keys in the database. It sees sealed text only. */
import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

/** The place of a key: unique in the store. */
export interface KeyPlace {
  readonly realm: string
  readonly name: string
}

export interface KeyStore {
  find(place: KeyPlace): Promise<string | undefined>
  /** Keeps what is already there. */
  add(place: KeyPlace, sealed: string, at: number): Promise<void>
  /** Replaces exactly that sealed text, so that of two processes one wins. */
  replace(place: KeyPlace, change: { from: string; to: string; at: number }): Promise<void>
  remove(place: KeyPlace): Promise<void>
  /** Every key, as it is sealed; an installation has a few dozen. */
  list(): Promise<(KeyPlace & { readonly sealed: string })[]>
  listNames(realm: string): Promise<string[]>
}

export function createKeyStore(db: Kysely<Tables>): KeyStore {
  return {
    async find({ realm, name }) {
      const row = await db
        .selectFrom('sealed_keys')
        .select('sealed')
        .where('realm', '=', realm)
        .where('name', '=', name)
        .executeTakeFirst()
      return row?.sealed
    },
    async add({ realm, name }, sealed, at) {
      await db
        .insertInto('sealed_keys')
        .values({ realm, name, sealed, created_at: at })
        .onConflict((conflict) => conflict.columns(['realm', 'name']).doNothing())
        .execute()
    },
    async replace({ realm, name }, { from, to, at }) {
      await db
        .updateTable('sealed_keys')
        .set({ sealed: to, created_at: at })
        .where('realm', '=', realm)
        .where('name', '=', name)
        .where('sealed', '=', from)
        .execute()
    },
    async remove({ realm, name }) {
      await db
        .deleteFrom('sealed_keys')
        .where('realm', '=', realm)
        .where('name', '=', name)
        .execute()
    },
    list: () => db.selectFrom('sealed_keys').select(['realm', 'name', 'sealed']).execute(),
    async listNames(realm) {
      const rows = await db
        .selectFrom('sealed_keys')
        .select('name')
        .where('realm', '=', realm)
        .execute()
      return rows.map(({ name }) => name)
    },
  }
}
