/** The counted reads without the customer, in the database. */
import type { Kysely } from 'kysely'
import type { UnattendedAccessStore } from '#src/domain/consents/unattended-accesses.ts'
import type { Tables } from '../tables.ts'

export function createUnattendedAccessStore(db: Kysely<Tables>): UnattendedAccessStore {
  return {
    async listSince({ consentId, accountId, endpoint }, since) {
      const rows = await db
        .selectFrom('unattended_accesses')
        .select('at')
        .where('consent_id', '=', consentId)
        .where('account_id', '=', accountId)
        .where('endpoint', '=', endpoint)
        .where('at', '>=', since)
        .orderBy('at')
        .execute()
      return rows.map(({ at }) => at)
    },
    async add({ id, consentId, accountId, endpoint, at }) {
      const row = { id, consent_id: consentId, account_id: accountId, endpoint, at }
      await db.insertInto('unattended_accesses').values(row).execute()
    },
    async listPlaces(consentId) {
      const rows = await db
        .selectFrom('unattended_accesses')
        .select(['account_id', 'endpoint'])
        .distinct()
        .where('consent_id', '=', consentId)
        .execute()
      return rows.map((row) => ({ accountId: row.account_id, endpoint: row.endpoint }))
    },
    async deleteBefore(at) {
      const query = db.deleteFrom('unattended_accesses').where('at', '<', at)
      return Number((await query.executeTakeFirst()).numDeletedRows)
    },
  }
}
