/** Links sent by mail, in the database. Their tokens are there as hashes only. */
import type { Kysely, Selectable } from 'kysely'
import type { Link, LinkStore } from '#src/domain/developers/developer-store.ts'
import type { LinkTable, Tables } from '../tables.ts'

export function createLinkStore(db: Kysely<Tables>): LinkStore {
  return {
    async create(link) {
      const row = {
        token_hash: link.tokenHash,
        developer_id: link.developerId,
        purpose: link.purpose,
        password_hash: link.passwordHash ?? null,
        created_at: link.createdAt,
        expires_at: link.expiresAt,
      }
      await db
        .insertInto('links')
        .values({ ...row, used_at: null, replaced_at: null })
        .execute()
    },
    async findLiving(tokenHash, at) {
      const row = await db
        .selectFrom('links')
        .selectAll()
        .where('token_hash', '=', tokenHash)
        .where('used_at', 'is', null)
        .where('replaced_at', 'is', null)
        .where('expires_at', '>', at)
        .executeTakeFirst()
      return row && toLink(row)
    },
    async findLatest(developerId) {
      const query = db.selectFrom('links').selectAll().where('developer_id', '=', developerId)
      const row = await query.orderBy('created_at', 'desc').limit(1).executeTakeFirst()
      return row && toLink(row)
    },
    async use(tokenHash, at) {
      const result = await db
        .updateTable('links')
        .set({ used_at: at })
        .where('token_hash', '=', tokenHash)
        .where('used_at', 'is', null)
        .where('replaced_at', 'is', null)
        .where('expires_at', '>', at)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
    async replaceAll(developerId, at) {
      const update = db.updateTable('links').set({ replaced_at: at })
      await update
        .where('developer_id', '=', developerId)
        .where('replaced_at', 'is', null)
        .execute()
    },
  }
}

function toLink(row: Selectable<LinkTable>): Link {
  return {
    tokenHash: row.token_hash,
    developerId: row.developer_id,
    purpose: row.purpose,
    passwordHash: row.password_hash ?? undefined,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }
}
