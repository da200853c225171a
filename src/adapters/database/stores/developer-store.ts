/** Developers in the database. */
import type { Kysely, Selectable } from 'kysely'
import type { Developer } from '#src/domain/developers/developer.ts'
import type { DeveloperStore } from '#src/domain/developers/developer-store.ts'
import type { DeveloperTable, Tables } from '../tables.ts'

export function createDeveloperStore(db: Kysely<Tables>): DeveloperStore {
  const byId = (id: string) => db.updateTable('developers').where('id', '=', id)
  return {
    // Relies on the unique index over email and living: of two sign-ups at once one makes the row.
    async create(developer) {
      const result = await db
        .insertInto('developers')
        .values(toRow(developer))
        .onConflict((conflict) => conflict.columns(['email', 'living']).doNothing())
        .executeTakeFirst()
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
    },
    async findByEmail(email) {
      const query = db.selectFrom('developers').selectAll().where('email', '=', email)
      const row = await query.where('living', '=', 1).executeTakeFirst()
      return row && toDeveloper(row)
    },
    async find(id) {
      const query = db.selectFrom('developers').selectAll().where('id', '=', id)
      const row = await query.executeTakeFirst()
      return row && toDeveloper(row)
    },
    // Writing a row to itself locks it on both engines; `for update` exists on one only.
    async lock(id) {
      const row = await byId(id).set({ id }).returningAll().executeTakeFirst()
      return row && toDeveloper(row)
    },
    async activate(id, { passwordHash, at }) {
      const change = { state: 'active', password_hash: passwordHash, activated_at: at } as const
      const result = await byId(id).set(change).where('state', '=', 'pending').executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
    async setPassword(id, passwordHash) {
      await byId(id).set({ password_hash: passwordHash }).execute()
    },
    async markDeleted(id, { at, eraseAt, reason }) {
      const times = { deleted_at: at, erase_at: eraseAt }
      const state = { state: 'deleted', living: null, password_hash: '' } as const
      await byId(id)
        .set({ ...state, ...times, deletion_reason: reason ?? null })
        .execute()
    },
    async listToErase(now, limit) {
      const rows = await db
        .selectFrom('developers')
        .select(['id', 'email', 'deleted_at'])
        .where('erase_at', '<=', now)
        .limit(limit)
        .execute()
      return rows.map(({ id, email, deleted_at }) => ({ id, email, deletedAt: deleted_at ?? now }))
    },
    async erase(id, mark) {
      await byId(id).set({ email: mark, erase_at: null, deletion_reason: null }).execute()
    },
  }
}

function toRow(developer: Developer): DeveloperTable {
  return {
    id: developer.id,
    email: developer.email,
    living: 1,
    password_hash: developer.passwordHash,
    state: developer.state,
    language: developer.language,
    created_at: developer.createdAt,
    activated_at: null,
    deleted_at: null,
    erase_at: null,
    deletion_reason: null,
  }
}

function toDeveloper(row: Selectable<DeveloperTable>): Developer {
  return {
    id: row.id,
    email: row.email,
    state: row.state,
    passwordHash: row.password_hash,
    language: row.language as Developer['language'], // written by `toRow` alone
    createdAt: row.created_at,
  }
}
