/** Sessions of developers in the database, found by the digest of their token. */
import type { Kysely } from 'kysely'
import type { SessionStore } from '#src/domain/developers/session-store.ts'
import type { Tables } from '../tables.ts'

export function createSessionStore(db: Kysely<Tables>): SessionStore {
  return {
    async create({ tokenHash, developerId, createdAt, lastSeenAt, expiresAt }) {
      const times = { created_at: createdAt, last_seen_at: lastSeenAt, expires_at: expiresAt }
      const row = { token_hash: tokenHash, developer_id: developerId, ...times }
      await db.insertInto('sessions').values(row).execute()
    },
    async find(tokenHash) {
      const query = db.selectFrom('sessions').selectAll().where('token_hash', '=', tokenHash)
      const row = await query.executeTakeFirst()
      return (
        row && {
          tokenHash: row.token_hash,
          developerId: row.developer_id,
          createdAt: row.created_at,
          lastSeenAt: row.last_seen_at,
          expiresAt: row.expires_at,
        }
      )
    },
    async touch(tokenHash, at) {
      const query = db.updateTable('sessions').set({ last_seen_at: at })
      await query.where('token_hash', '=', tokenHash).execute()
    },
    async remove(tokenHash) {
      await db.deleteFrom('sessions').where('token_hash', '=', tokenHash).execute()
    },
    // Relies on the index sessions_developer_id.
    async removeOf(developerId) {
      await db.deleteFrom('sessions').where('developer_id', '=', developerId).execute()
    },
    async removeExpired(now) {
      await db.deleteFrom('sessions').where('expires_at', '<=', now).execute()
    },
  }
}
