/** Sessions of developers in the database, found by the hash of their token. */
import type { Kysely } from 'kysely'
import type { SessionStore } from '#src/domain/developers/developer-store.ts'
import type { Tables } from '../tables.ts'
import { toDeveloper } from './developer-store.ts'

export function createSessionStore(db: Kysely<Tables>): SessionStore {
  return {
    async create({ tokenHash, developerId, createdAt, expiresAt }) {
      const times = { created_at: createdAt, last_seen_at: createdAt, expires_at: expiresAt }
      await db
        .insertInto('sessions')
        .values({ token_hash: tokenHash, developer_id: developerId, ...times })
        .execute()
    },
    async findDeveloper(tokenHash, at) {
      const row = await db
        .selectFrom('sessions')
        .innerJoin('developers', 'developers.id', 'sessions.developer_id')
        .selectAll('developers')
        .where('sessions.token_hash', '=', tokenHash)
        .where('sessions.expires_at', '>', at)
        .where('developers.state', '=', 'active')
        .executeTakeFirst()
      return row && toDeveloper(row)
    },
    async end(tokenHash) {
      await db.deleteFrom('sessions').where('token_hash', '=', tokenHash).execute()
    },
    async endAll(developerId, exceptTokenHash = '') {
      const all = db.deleteFrom('sessions').where('developer_id', '=', developerId)
      await all.where('token_hash', '!=', exceptTokenHash).execute()
    },
    async removeExpired(at) {
      await db.deleteFrom('sessions').where('expires_at', '<=', at).execute()
    },
  }
}
