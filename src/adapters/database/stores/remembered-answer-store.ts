/** Answers to writes, in the database. */
import type { Kysely } from 'kysely'
import type { RememberedAnswerStore } from '#src/domain/writes/write-under-way.ts'
import type { Tables } from '../tables.ts'

export function createRememberedAnswerStore(db: Kysely<Tables>): RememberedAnswerStore {
  return {
    async find(id) {
      const query = db.selectFrom('remembered_answers').selectAll().where('id', '=', id)
      const row = await query.executeTakeFirst()
      if (!row) return undefined
      const { fingerprint, answer, answered_at: answeredAt } = row
      return { id, fingerprint, answer, answeredAt }
    },
    async keep({ id, fingerprint, answer, answeredAt }) {
      const result = await db
        .insertInto('remembered_answers')
        .values({ id, fingerprint, answer, answered_at: answeredAt })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst()
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
    },
    async deleteBefore(at) {
      const query = db.deleteFrom('remembered_answers').where('answered_at', '<', at)
      return Number((await query.executeTakeFirst()).numDeletedRows)
    },
  }
}
