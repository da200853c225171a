/** Answers to writes, in the database. */
import type { Kysely } from 'kysely'
import type { RememberedAnswerStore } from '#src/domain/writes/writes.ts'
import type { Tables } from '../tables.ts'

export function createRememberedAnswerStore(db: Kysely<Tables>): RememberedAnswerStore {
  return {
    async claim(id, fingerprint, at) {
      const result = await db
        .insertInto('remembered_answers')
        .values({ id, fingerprint, answer: null, claimed_at: at })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst()
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
    },
    async find(id) {
      const query = db.selectFrom('remembered_answers').selectAll().where('id', '=', id)
      const row = await query.executeTakeFirst()
      if (!row) return undefined
      const { fingerprint, answer, claimed_at: claimedAt } = row
      return answer === null ? { fingerprint, claimedAt } : { fingerprint, claimedAt, answer }
    },
    async finish(id, answer) {
      await db.updateTable('remembered_answers').set({ answer }).where('id', '=', id).execute()
    },
    async release(id) {
      await db.deleteFrom('remembered_answers').where('id', '=', id).execute()
    },
    async releaseAbandoned(id, before) {
      await db
        .deleteFrom('remembered_answers')
        .where('id', '=', id)
        .where('answer', 'is', null)
        .where('claimed_at', '<', before)
        .execute()
    },
    async deleteBefore(at) {
      const query = db.deleteFrom('remembered_answers').where('claimed_at', '<', at)
      return Number((await query.executeTakeFirst()).numDeletedRows)
    },
  }
}
