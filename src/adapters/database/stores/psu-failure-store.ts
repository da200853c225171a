/** Failed authentications per customer, in the database. */
import type { Kysely } from 'kysely'
import type { CountedTry, PsuFailureStore, PsuKey } from '#src/domain/sca/psu-failures.ts'
import type { Tables } from '../tables.ts'

export function createPsuFailureStore(db: Kysely<Tables>): PsuFailureStore {
  const rowOf = ({ realm, worldId, psuId }: PsuKey) => ({ realm, world_id: worldId, psu_id: psuId })
  return {
    async find(key) {
      const { realm, world_id: worldId, psu_id: psuId } = rowOf(key)
      const row = await db
        .selectFrom('psu_failures')
        .select(['failures', 'blocked_until'])
        .where('realm', '=', realm)
        .where('world_id', '=', worldId)
        .where('psu_id', '=', psuId)
        .executeTakeFirst()
      if (!row) return undefined
      const { failures, blocked_until: blockedUntil } = row
      return blockedUntil === null ? { failures } : { failures, blockedUntil }
    },
    async add(key, { max, blockedUntil }) {
      const { failures } = await db
        .insertInto('psu_failures')
        .values({ ...rowOf(key), failures: 1, blocked_until: max <= 1 ? blockedUntil : null })
        .onConflict((conflict) =>
          conflict.columns(['realm', 'world_id', 'psu_id']).doUpdateSet((row) => ({
            failures: row('psu_failures.failures', '+', 1),
            blocked_until: row
              .case()
              .when('psu_failures.failures', '>=', max - 1)
              .then(row.val(blockedUntil))
              .else(row.ref('psu_failures.blocked_until'))
              .end(),
          })),
        )
        .returning('failures')
        .executeTakeFirstOrThrow()
      return failures
    },
    async takeBack(key, max) {
      const { realm, world_id: worldId, psu_id: psuId } = rowOf(key)
      await db
        .updateTable('psu_failures')
        .set((row) => ({
          failures: row('failures', '-', 1),
          blocked_until: row
            .case()
            .when('failures', '>', max)
            .then(row.ref('blocked_until'))
            .else(null)
            .end(),
        }))
        .where('realm', '=', realm)
        .where('world_id', '=', worldId)
        .where('psu_id', '=', psuId)
        .execute()
    },
    async clear(key) {
      await deleteOf(db, rowOf(key)).execute()
    },
    ...createTries(db),
  }
}

function createTries(db: Kysely<Tables>) {
  return {
    findTry: (id: string) =>
      db.selectFrom('psu_tries').selectAll().where('id', '=', id).executeTakeFirst(),
    async noteTry(counted: CountedTry) {
      const result = await db
        .insertInto('psu_tries')
        .values(counted)
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst()
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
    },
    async forgetTry(id: string) {
      const query = db.deleteFrom('psu_tries').where('id', '=', id)
      return (await query.executeTakeFirst()).numDeletedRows > 0n
    },
    async deleteTriesBefore(at: number) {
      await db.deleteFrom('psu_tries').where('at', '<', at).execute()
    },
  }
}

function deleteOf(db: Kysely<Tables>, row: { realm: string; world_id: string; psu_id: string }) {
  return db
    .deleteFrom('psu_failures')
    .where('realm', '=', row.realm)
    .where('world_id', '=', row.world_id)
    .where('psu_id', '=', row.psu_id)
}
