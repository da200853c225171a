/** Organisations and their members in the database. */
import type { Kysely } from 'kysely'
import type { OrganisationStore } from '#src/domain/developers/organisation-store.ts'
import type { Tables } from '../tables.ts'

export function createOrganisationStore(db: Kysely<Tables>): OrganisationStore {
  return {
    async create({ id, kind, name, createdAt }) {
      const row = { id, kind, name, created_at: createdAt, deleted_at: null }
      await db.insertInto('organisations').values(row).execute()
    },
    async addMember(organisationId, { developerId, role, at }) {
      const row = {
        organisation_id: organisationId,
        developer_id: developerId,
        role,
        created_at: at,
      }
      await db.insertInto('memberships').values(row).execute()
    },
    // Relies on the index memberships_developer_id.
    async listOf(developerId) {
      return db
        .selectFrom('memberships')
        .innerJoin('organisations', 'organisations.id', 'memberships.organisation_id')
        .select(['organisations.id', 'organisations.name', 'memberships.role'])
        .where('memberships.developer_id', '=', developerId)
        .where('organisations.deleted_at', 'is', null)
        .orderBy('memberships.created_at')
        .orderBy('organisations.id')
        .execute()
    },
    async listOnlyOf(developerId) {
      const rows = await db
        .selectFrom('memberships as own')
        .innerJoin('organisations', 'organisations.id', 'own.organisation_id')
        .select('organisations.id')
        .where('own.developer_id', '=', developerId)
        .where('organisations.deleted_at', 'is', null)
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('memberships as other')
                .select('other.developer_id')
                .whereRef('other.organisation_id', '=', 'own.organisation_id')
                .where('other.developer_id', '!=', developerId),
            ),
          ),
        )
        .execute()
      return rows.map((row) => row.id)
    },
    async markDeleted(id, at) {
      await db.updateTable('organisations').set({ deleted_at: at }).where('id', '=', id).execute()
    },
    async removeMemberships(developerId) {
      await db.deleteFrom('memberships').where('developer_id', '=', developerId).execute()
    },
  }
}
