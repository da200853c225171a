/** Apps and their Worlds in the database. */
import type { Kysely } from 'kysely'
import type { App } from '#src/domain/apps/app.ts'
import type { AppStore, WorldStore } from '#src/domain/apps/app-store.ts'
import type { AppTable, Tables } from '../tables.ts'
import { createSecretStore } from './secret-store.ts'

export function createAppStore(db: Kysely<Tables>): AppStore {
  const living = () =>
    db
      .selectFrom('apps')
      .where('apps.deleted_at', 'is', null)
      .selectAll('apps')
      .select((is) =>
        is
          .selectFrom('app_secrets as secret')
          .select('secret.hint')
          .whereRef('secret.app_id', '=', 'apps.id')
          .where('secret.is_lent', '=', 0)
          .where('secret.revoked_at', 'is', null)
          .orderBy('secret.created_at', 'desc')
          .limit(1)
          .as('hint'),
      )
  return {
    async create(app, secret) {
      await db.insertInto('apps').values(toRow(app)).execute()
      await createSecretStore(db).add(secret)
    },
    async find(id) {
      const row = await living().where('apps.id', '=', id).executeTakeFirst()
      return row && toApp(row)
    },
    async findByClientId(clientId) {
      const row = await living().where('apps.client_id', '=', clientId).executeTakeFirst()
      return row && toApp(row)
    },
    async listOfOrganisations(organisationIds) {
      if (organisationIds.length === 0) return []
      const query = living().where('apps.organisation_id', 'in', [...organisationIds])
      const rows = await query.orderBy('apps.created_at').orderBy('apps.id').execute()
      return rows.map(toApp)
    },
    async update(id, change) {
      const columns: Partial<AppTable> = {}
      if (change.name !== undefined) columns.name = change.name
      if (change.redirectUris) columns.redirect_uris = JSON.stringify(change.redirectUris)
      const query = db.updateTable('apps').set(columns).where('id', '=', id)
      const result = await query.where('deleted_at', 'is', null).executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
    async delete(id, at) {
      const query = db.updateTable('apps').set({ deleted_at: at }).where('id', '=', id)
      const result = await query.where('deleted_at', 'is', null).executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
    // Writing a row to itself locks it on both engines.
    async lock(id) {
      const query = db.updateTable('apps').set({ id }).where('id', '=', id)
      const result = await query.where('deleted_at', 'is', null).executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
  }
}

export function createWorldStore(db: Kysely<Tables>): WorldStore {
  return {
    async create(world) {
      const { id, realm, createdAt } = world
      await db
        .insertInto('worlds')
        .values({
          id,
          realm,
          clock_offset_ms: 0,
          profile_patch: null,
          test_data: null,
          created_at: createdAt,
          reset_at: null,
        })
        .execute()
    },
    async offsetOf(id) {
      const query = db.selectFrom('worlds').select('clock_offset_ms').where('id', '=', id)
      return (await query.executeTakeFirst())?.clock_offset_ms ?? 0
    },
    async profilePatchOf(id) {
      const query = db.selectFrom('worlds').select('profile_patch').where('id', '=', id)
      const patch = (await query.executeTakeFirst())?.profile_patch
      return typeof patch === 'string' ? (JSON.parse(patch) as unknown) : undefined
    },
    async setProfilePatch(id, patch) {
      const change = { profile_patch: JSON.stringify(patch) }
      await db.updateTable('worlds').set(change).where('id', '=', id).execute()
    },
    async testDataOf(id) {
      const query = db.selectFrom('worlds').select('test_data').where('id', '=', id)
      return (await query.executeTakeFirst())?.test_data ?? undefined
    },
    async setTestData(id, data) {
      await db.updateTable('worlds').set({ test_data: data }).where('id', '=', id).execute()
    },
    async reset(id, at) {
      const anew = { clock_offset_ms: 0, profile_patch: null, test_data: null, reset_at: at }
      const query = db.updateTable('worlds').set(anew)
      await query.where('id', '=', id).execute()
      await db.deleteFrom('psu_failures').where('world_id', '=', id).execute()
    },
  }
}

function toRow(app: App): AppTable {
  return {
    id: app.id,
    realm: app.realm,
    organisation_id: app.organisationId,
    world_id: app.worldId,
    name: app.name,
    type: app.type,
    client_id: app.clientId,
    redirect_uris: JSON.stringify(app.redirectUris),
    created_at: app.createdAt,
    deleted_at: null,
  }
}

/** Rows are written by `toRow` alone, so the list inside them can be trusted. */
function toApp(row: AppTable & { hint: string | null }): App {
  return {
    id: row.id,
    realm: row.realm,
    organisationId: row.organisation_id,
    worldId: row.world_id,
    name: row.name,
    type: row.type,
    redirectUris: JSON.parse(row.redirect_uris) as string[],
    clientId: row.client_id,
    secretHint: row.hint ?? '',
    createdAt: row.created_at,
  }
}
