/** Grants in the database. */
import type { Kysely, Selectable } from 'kysely'
import type { Grant } from '#src/domain/grants/grant.ts'
import type { GrantStore } from '#src/domain/grants/grant-store.ts'
import type { GrantTable } from '../access-tables.ts'
import type { Tables } from '../tables.ts'

export function createGrantStore(db: Kysely<Tables>): GrantStore {
  return {
    async create(grant) {
      await db
        .insertInto('grants')
        .values({
          id: grant.id,
          realm: grant.realm,
          world_id: grant.worldId,
          app_id: grant.appId,
          consent_id: grant.consentId,
          created_at: grant.createdAt,
          ended_at: null,
          end_reason: null,
        })
        .execute()
    },
    async find(id) {
      const row = await db.selectFrom('grants').selectAll().where('id', '=', id).executeTakeFirst()
      return row && toGrant(row)
    },
    async findByConsent(consentId) {
      const query = db.selectFrom('grants').selectAll().where('consent_id', '=', consentId)
      const row = await query.executeTakeFirst()
      return row && toGrant(row)
    },
    async listLiving(scope) {
      const query = db.selectFrom('grants').selectAll().where('ended_at', 'is', null)
      const scoped =
        'appId' in scope
          ? query.where('app_id', '=', scope.appId)
          : query.where('world_id', '=', scope.worldId)
      return (await scoped.execute()).map(toGrant)
    },
    async end(id, ending) {
      const result = await db
        .updateTable('grants')
        .set({ ended_at: ending.at, end_reason: ending.reason })
        .where('id', '=', id)
        .where('ended_at', 'is', null)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
  }
}

function toGrant(row: Selectable<GrantTable>): Grant {
  return {
    id: row.id,
    realm: row.realm,
    worldId: row.world_id,
    appId: row.app_id,
    consentId: row.consent_id,
    createdAt: row.created_at,
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
  }
}
