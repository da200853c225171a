/** Client Secrets in the database, as digests. */
import { sql } from 'kysely'
import type { Kysely, Selectable } from 'kysely'
import type { SecretStore, StoredSecret } from '#src/domain/apps/app-store.ts'
import type { AppSecretTable, Tables } from '../tables.ts'

export function createSecretStore(db: Kysely<Tables>): SecretStore {
  const byId = (id: string) => db.updateTable('app_secrets').where('id', '=', id)
  return {
    // Relies on the index app_secrets_app_id.
    async listInForce(appId, at) {
      const rows = await db
        .selectFrom('app_secrets')
        .selectAll()
        .where('app_id', '=', appId)
        .where('revoked_at', 'is', null)
        .where((is) => is.or([is('expires_at', 'is', null), is('expires_at', '>', at)]))
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .execute()
      return rows.map(toSecret)
    },
    async add(secret) {
      await db.insertInto('app_secrets').values(toRow(secret)).execute()
    },
    async remove(id) {
      await db.deleteFrom('app_secrets').where('id', '=', id).execute()
    },
    async endBy(appId, at) {
      await db
        .updateTable('app_secrets')
        .set({ expires_at: at })
        .where('app_id', '=', appId)
        .where('is_lent', '=', 0)
        .where('revoked_at', 'is', null)
        .where((is) => is.or([is('expires_at', 'is', null), is('expires_at', '>', at)]))
        .execute()
    },
    async revoke(id, at) {
      const result = await byId(id)
        .set({ revoked_at: at })
        .where('revoked_at', 'is', null)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
    async isRevoked(id) {
      const query = db.selectFrom('app_secrets').select('revoked_at').where('id', '=', id)
      return typeof (await query.executeTakeFirst())?.revoked_at === 'number'
    },
    async noteUse(id, at, before) {
      await byId(id)
        .set({ last_used_at: at })
        .where(sql<boolean>`coalesce(last_used_at, 0) < ${before}`)
        .execute()
    },
    async deleteEnded(before) {
      await db
        .deleteFrom('app_secrets')
        .where((is) => is.or([is('expires_at', '<', before), is('revoked_at', '<', before)]))
        .execute()
    },
  }
}

function toRow(secret: StoredSecret): AppSecretTable {
  return {
    id: secret.id,
    app_id: secret.appId,
    secret_hash: secret.secretHash,
    hint: secret.hint,
    created_at: secret.createdAt,
    revoked_at: null,
    expires_at: secret.expiresAt ?? null,
    is_lent: secret.isLent === true ? 1 : 0,
    last_used_at: null,
  }
}

function toSecret(row: Selectable<AppSecretTable>): StoredSecret {
  return {
    id: row.id,
    appId: row.app_id,
    secretHash: row.secret_hash,
    hint: row.hint,
    createdAt: row.created_at,
    isLent: row.is_lent === 1,
    ...(row.expires_at === null ? {} : { expiresAt: row.expires_at }),
    ...(row.last_used_at === null ? {} : { lastUsedAt: row.last_used_at }),
  }
}
