/** Counters of rate limits in the database, one row a key, so that limits hold for all processes together. */
import type { Kysely } from 'kysely'
import type { RateLimitStore } from '#src/domain/developers/rate-limit-store.ts'
import type { Tables } from '../tables.ts'

export function createRateLimitStore(db: Kysely<Tables>): RateLimitStore {
  return {
    // One statement: parallel hits are all counted, on both engines.
    async hit(key, { now, lengthMs }) {
      const row = await db
        .insertInto('rate_limits')
        .values({ bucket: key, window_start: now, hits: 1, expires_at: now + lengthMs })
        .onConflict((conflict) =>
          conflict.column('bucket').doUpdateSet((eb) => {
            const isOver = eb('rate_limits.expires_at', '<=', now)
            const anew = <Column extends 'window_start' | 'expires_at'>(column: Column) =>
              eb
                .case()
                .when(isOver)
                .then(eb.ref(`excluded.${column}`))
                .else(eb.ref(`rate_limits.${column}`))
                .end()
            const counted = eb('rate_limits.hits', '+', 1)
            return {
              hits: eb.case().when(isOver).then(eb.ref('excluded.hits')).else(counted).end(),
              window_start: anew('window_start'),
              expires_at: anew('expires_at'),
            }
          }),
        )
        .returning(['hits', 'expires_at'])
        .executeTakeFirstOrThrow()
      return { hits: row.hits, endsAt: row.expires_at }
    },
    async giveBack(key) {
      await db
        .updateTable('rate_limits')
        .set((eb) => ({ hits: eb('hits', '-', 1) }))
        .where('bucket', '=', key)
        .where('hits', '>', 0)
        .execute()
    },
    // Keys hold words, digests and colons: no character that LIKE would read as a wildcard.
    async removeStartingWith(key) {
      await db.deleteFrom('rate_limits').where('bucket', 'like', `${key}%`).execute()
    },
    async removeExpired(now) {
      await db.deleteFrom('rate_limits').where('expires_at', '<=', now).execute()
    },
  }
}
