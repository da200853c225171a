/** Links sent by mail, in the database. Their tokens are there as digests only. */
import type { Kysely, Selectable } from 'kysely'
import type { Link } from '#src/domain/developers/developer.ts'
import type { LinkStore } from '#src/domain/developers/link-store.ts'
import type { LinkTable, Tables } from '../tables.ts'

export function createLinkStore(db: Kysely<Tables>): LinkStore {
  return {
    async create(link) {
      await db
        .insertInto('links')
        .values({
          token_hash: link.tokenHash,
          developer_id: link.developerId,
          purpose: link.purpose,
          created_at: link.createdAt,
          expires_at: link.expiresAt,
          used_at: null,
          replaced_at: null,
        })
        .execute()
    },
    async findUsable(tokenHash, purpose, now) {
      const row = await db
        .selectFrom('links')
        .selectAll()
        .where('token_hash', '=', tokenHash)
        .where('purpose', '=', purpose)
        .where('used_at', 'is', null)
        .where('replaced_at', 'is', null)
        .where('expires_at', '>', now)
        .executeTakeFirst()
      return row && toLink(row)
    },
    use: (tokenHash, now) => useLink(db, tokenHash, now),
    // Relies on the index links_developer_id.
    async replaceAll(developerId, now) {
      await db
        .updateTable('links')
        .set({ replaced_at: now })
        .where('developer_id', '=', developerId)
        .where('used_at', 'is', null)
        .where('replaced_at', 'is', null)
        .execute()
    },
    async removeOf(developerId) {
      await db.deleteFrom('links').where('developer_id', '=', developerId).execute()
    },
    async removeOrphans() {
      const known = db.selectFrom('developers').select('developers.id')
      await db.deleteFrom('links').where('developer_id', 'not in', known).execute()
    },
  }
}

/** One conditional statement: of two uses at the same time one wins. */
async function useLink(db: Kysely<Tables>, tokenHash: string, now: number): Promise<boolean> {
  const result = await db
    .updateTable('links')
    .set({ used_at: now })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('replaced_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

function toLink(row: Selectable<LinkTable>): Link {
  return {
    tokenHash: row.token_hash,
    developerId: row.developer_id,
    purpose: row.purpose,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }
}
