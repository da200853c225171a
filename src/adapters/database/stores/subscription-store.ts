/** Subscriptions of apps to API products in the database, one row each. */
import type { Kysely } from 'kysely'
import type { SubscriptionStore } from '#src/domain/apps/subscription-store.ts'
import type { Tables } from '../tables.ts'

export function createSubscriptionStore(db: Kysely<Tables>): SubscriptionStore {
  return {
    async add({ realm, appId, productId, createdAt }) {
      const result = await db
        .insertInto('subscriptions')
        .values({ realm, app_id: appId, product_id: productId, created_at: createdAt })
        .onConflict((conflict) => conflict.columns(['app_id', 'product_id']).doNothing())
        .executeTakeFirst()
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
    },
    async remove(appId, productId) {
      const query = db.deleteFrom('subscriptions').where('app_id', '=', appId)
      const result = await query.where('product_id', '=', productId).executeTakeFirst()
      return result.numDeletedRows > 0n
    },
    async removeAllOf(appId) {
      await db.deleteFrom('subscriptions').where('app_id', '=', appId).execute()
    },
    async listOfApps(appIds) {
      const found = new Map<string, string[]>()
      if (appIds.length === 0) return found
      const query = db.selectFrom('subscriptions').select(['app_id', 'product_id'])
      const rows = await query
        .where('app_id', 'in', [...appIds])
        .orderBy('created_at')
        .orderBy('product_id')
        .execute()
      for (const row of rows)
        found.set(row.app_id, [...(found.get(row.app_id) ?? []), row.product_id])
      return found
    },
  }
}
