/** Developers and their organisations in the database. */
import type { Kysely, Selectable } from 'kysely'
import type { Developer, DeveloperStore, Language } from '#src/domain/developers/developer-store.ts'
import type { DeveloperTable, Tables } from '../tables.ts'

const erasableMax = 100

export function createDeveloperStore(db: Kysely<Tables>): DeveloperStore {
  return { ...createReading(db), ...createChanging(db), ...createErasing(db) }
}

function createReading(db: Kysely<Tables>) {
  return {
    // Relies on the unique index (email, living).
    async findByEmail(email: string) {
      const query = db.selectFrom('developers').selectAll().where('email', '=', email)
      const row = await query.where('living', '=', 1).executeTakeFirst()
      return row && toDeveloper(row)
    },
    async find(id: string) {
      const query = db.selectFrom('developers').selectAll().where('id', '=', id)
      const row = await query.executeTakeFirst()
      return row && toDeveloper(row)
    },
    async listMemberships(id: string) {
      const rows = await db
        .selectFrom('memberships')
        .innerJoin('organisations', 'organisations.id', 'memberships.organisation_id')
        .select(['organisations.id', 'organisations.name'])
        .where('memberships.developer_id', '=', id)
        .where('organisations.deleted_at', 'is', null)
        .orderBy('memberships.created_at')
        .execute()
      return rows.map((row) => ({ ...row, role: 'owner' as const }))
    },
  }
}

function createChanging(db: Kysely<Tables>) {
  return {
    async create(developer: Developer, organisationId: string) {
      const { id, email, state, language, createdAt } = developer
      const created_at = createdAt
      const organisation = { id: organisationId, kind: 'personal', name: 'Personal' } as const
      await db
        .insertInto('organisations')
        .values({ ...organisation, created_at, deleted_at: null })
        .execute()
      const ends = { activated_at: null, deleted_at: null, erase_at: null, deletion_reason: null }
      const person = { id, email, living: 1, password_hash: '', state, language, created_at }
      await db
        .insertInto('developers')
        .values({ ...person, ...ends })
        .execute()
      const membership = { organisation_id: organisationId, developer_id: id, role: 'owner' }
      await db
        .insertInto('memberships')
        .values({ ...membership, created_at })
        .execute()
    },
    async activate(id: string, { passwordHash, at }: { passwordHash: string; at: number }) {
      const change = { state: 'active', password_hash: passwordHash, activated_at: at } as const
      const update = db.updateTable('developers').set(change).where('id', '=', id)
      const result = await update.where('state', '=', 'pending').executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
    async setPassword(id: string, passwordHash: string) {
      const change = { password_hash: passwordHash }
      const update = db.updateTable('developers').set(change).where('id', '=', id)
      const result = await update.where('state', '=', 'active').executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
    async delete(id: string, end: { at: number; eraseAt: number; reason?: string }) {
      const times = { deleted_at: end.at, erase_at: end.eraseAt }
      const state = { state: 'deleted', living: null, password_hash: '' } as const
      const update = db
        .updateTable('developers')
        .set({ ...state, ...times, deletion_reason: end.reason ?? null })
      const result = await update
        .where('id', '=', id)
        .where('state', '!=', 'deleted')
        .executeTakeFirst()
      if (result.numUpdatedRows === 0n) return false
      await closeOrganisations(db, id, end.at)
      return true
    },
  }
}

function createErasing(db: Kysely<Tables>) {
  return {
    async listErasable({ now, abandonedBefore }: { now: number; abandonedBefore: number }) {
      const deleted = db
        .selectFrom('developers')
        .select(['id', 'email', 'deleted_at'])
        .where('state', '=', 'deleted')
        .where('erase_at', '<=', now)
      const living = db
        .selectFrom('links')
        .select('links.developer_id')
        .where('links.expires_at', '>', now)
      const abandoned = db
        .selectFrom('developers')
        .select(['id', 'email', 'deleted_at'])
        .where('state', '=', 'pending')
        .where('created_at', '<=', abandonedBefore)
        .where('id', 'not in', living)
      const rows = [
        ...(await deleted.limit(erasableMax).execute()),
        ...(await abandoned.limit(erasableMax).execute()),
      ]
      return rows.map(({ id, email, deleted_at }) => ({ id, email, mailsUntil: deleted_at ?? now }))
    },
    async erase(id: string, at: number) {
      const gone = { living: null, password_hash: '', state: 'deleted' } as const
      const forgotten = { email: `erased:${id}`, erase_at: null, deletion_reason: null }
      await db
        .updateTable('developers')
        .set((eb) => ({
          ...gone,
          ...forgotten,
          deleted_at: eb.fn.coalesce('deleted_at', eb.val(at)),
        }))
        .where('id', '=', id)
        .execute()
      await closeOrganisations(db, id, at)
      await db.deleteFrom('links').where('developer_id', '=', id).execute()
      await db.deleteFrom('sessions').where('developer_id', '=', id).execute()
    },
  }
}

async function closeOrganisations(db: Kysely<Tables>, developerId: string, at: number) {
  const own = db
    .selectFrom('memberships')
    .select('organisation_id')
    .where('developer_id', '=', developerId)
  await db
    .updateTable('organisations')
    .set({ deleted_at: at })
    .where('kind', '=', 'personal')
    .where('deleted_at', 'is', null)
    .where('id', 'in', own)
    .execute()
}

export function toDeveloper(row: Selectable<DeveloperTable>): Developer {
  return {
    id: row.id,
    email: row.email,
    passwordHash: row.password_hash === '' ? undefined : row.password_hash,
    state: row.state,
    language: row.language as Language, // only this store writes the column, from the same type
    createdAt: row.created_at,
  }
}
