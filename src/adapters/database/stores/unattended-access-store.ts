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
    async count({ consentId, accountId, endpoint }, { day, max, at }) {
      const place = { consent_id: consentId, account_id: accountId, endpoint, day }
      const result = await db
        .insertInto('access_counts')
        .values({ ...place, reads: 1, last_at: at })
        .onConflict((conflict) =>
          conflict
            .columns(['consent_id', 'account_id', 'endpoint', 'day'])
            .doUpdateSet((row) => ({ reads: row('access_counts.reads', '+', 1), last_at: at }))
            .where('access_counts.reads', '<', max),
        )
        .executeTakeFirst()
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
    },
    async listPlaces(consentId) {
      const query = db.selectFrom('access_counts').select(['account_id', 'endpoint'])
      const rows = await query.where('consent_id', '=', consentId).execute()
      return rows.map((row) => ({ accountId: row.account_id, endpoint: row.endpoint }))
    },
    async deleteBefore(at) {
      await db.deleteFrom('unattended_accesses').where('at', '<', at).execute()
      await db.deleteFrom('access_counts').where('last_at', '<', at).execute()
    },
  }
}
