/** The sandbox bank's simulated authentications in the database. */
import type { Kysely, Selectable } from 'kysely'
import type {
  SandboxAuthentication,
  SandboxAuthenticationStore,
} from '#src/domain/sca/sandbox-authentication-store.ts'
import type { SandboxAuthenticationTable } from '../access-tables.ts'
import type { Tables } from '../tables.ts'

/** More than a World's tests wait for at once. */
const pendingMax = 1_000

export function createSandboxAuthenticationStore(db: Kysely<Tables>): SandboxAuthenticationStore {
  return {
    async create(authentication) {
      await db
        .insertInto('sandbox_authentications')
        .values(toRow(authentication))
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    },
    async find(key) {
      const row = await db
        .selectFrom('sandbox_authentications')
        .selectAll()
        .where('reference', '=', key.reference)
        .where('realm', '=', key.realm)
        .where('world_id', '=', key.worldId)
        .executeTakeFirst()
      return row && toAuthentication(row)
    },
    async listPending({ realm, worldId }, at) {
      const rows = await db
        .selectFrom('sandbox_authentications')
        .selectAll()
        .where('world_id', '=', worldId)
        .where('realm', '=', realm)
        .where('kind', '=', 'app')
        .where('state', '=', 'pending')
        .where('expires_at', '>', at)
        .orderBy('started_at')
        .orderBy('reference')
        .limit(pendingMax)
        .execute()
      return rows.map(toAuthentication)
    },
    async end(key, to) {
      const result = await db
        .updateTable('sandbox_authentications')
        .set({
          state: to.state,
          ...(to.customerId === undefined ? {} : { customer_id: to.customerId }),
          ended_by: to.endedBy ?? null,
        })
        .where('reference', '=', key.reference)
        .where('realm', '=', key.realm)
        .where('world_id', '=', key.worldId)
        .where('state', '=', 'pending')
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
    async deleteExpired(world, before) {
      const result = await db
        .deleteFrom('sandbox_authentications')
        .where('world_id', '=', world.worldId)
        .where('realm', '=', world.realm)
        .where('expires_at', '<', before)
        .executeTakeFirst()
      return Number(result.numDeletedRows)
    },
  }
}

function toRow(authentication: SandboxAuthentication): SandboxAuthenticationTable {
  return {
    reference: authentication.reference,
    realm: authentication.realm,
    world_id: authentication.worldId,
    state: authentication.state,
    kind: authentication.kind,
    customer_id: authentication.customerId ?? null,
    started_at: authentication.startedAt,
    expires_at: authentication.expiresAt,
    ended_by: authentication.endedBy ?? null,
  }
}

/** Rows are written by `toRow` and `end` alone, so the state is one of the closed set. */
function toAuthentication(row: Selectable<SandboxAuthenticationTable>): SandboxAuthentication {
  return {
    reference: row.reference,
    realm: row.realm,
    worldId: row.world_id,
    state: row.state as SandboxAuthentication['state'],
    kind: row.kind as SandboxAuthentication['kind'],
    ...(row.customer_id === null ? {} : { customerId: row.customer_id }),
    startedAt: row.started_at,
    expiresAt: row.expires_at,
    ...(row.ended_by === null ? {} : { endedBy: row.ended_by }),
  }
}
