/** Counters of rate limits in the database, one row a bucket. */
import type { Kysely } from 'kysely'
import type { RateLimitStore } from '#src/domain/developers/rate-limit-store.ts'
import type { Tables } from '../tables.ts'

export function createRateLimitStore(db: Kysely<Tables>): RateLimitStore {
  return {
    // One statement: parallel hits are all counted, on both engines.
    async hit(bucket, { now, expiresAt }) {
      const row = await db
        .insertInto('rate_limits')
        .values({ bucket, window_start: now, hits: 1, expires_at: expiresAt })
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
            return {
              hits: eb
                .case()
                .when(isOver)
                .then(eb.ref('excluded.hits'))
                .else(eb('rate_limits.hits', '+', 1))
                .end(),
              window_start: anew('window_start'),
              expires_at: anew('expires_at'),
            }
          }),
        )
        .returning(['hits', 'expires_at'])
        .executeTakeFirstOrThrow()
      return { hits: row.hits, expiresAt: row.expires_at }
    },
    async find(bucket, now) {
      const query = db.selectFrom('rate_limits').selectAll().where('bucket', '=', bucket)
      const row = await query.where('expires_at', '>', now).executeTakeFirst()
      return row && { hits: row.hits, expiresAt: row.expires_at }
    },
    async forgive(bucket) {
      await db
        .updateTable('rate_limits')
        .set((eb) => ({ hits: eb('hits', '-', 1) }))
        .where('bucket', '=', bucket)
        .where('hits', '>', 0)
        .execute()
    },
    // Names hold words, digests and addresses of hosts: no character that LIKE would read as a wildcard.
    async clear(prefix) {
      await db.deleteFrom('rate_limits').where('bucket', 'like', `${prefix}%`).execute()
    },
    async removeExpired(at) {
      await db.deleteFrom('rate_limits').where('expires_at', '<=', at).execute()
    },
  }
}
