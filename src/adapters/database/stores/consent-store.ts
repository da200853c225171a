/** Consents in the database. */
import type { Kysely, Selectable } from 'kysely'
import type { Consent } from '#src/domain/consents/consent.ts'
import type { ConsentStore } from '#src/domain/consents/consent-store.ts'
import type { ConsentTable, Tables } from '../tables.ts'

export function createConsentStore(db: Kysely<Tables>): ConsentStore {
  return {
    async create(consent) {
      await db.insertInto('consents').values(toRow(consent)).execute()
    },
    async find(id) {
      const row = await db
        .selectFrom('consents')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst()
      return row && toConsent(row)
    },
    async move(id, from, to) {
      const isEnding = to.status !== 'valid' && to.status !== 'partiallyAuthorised'
      const result = await db
        .updateTable('consents')
        .set({
          status: to.status,
          last_action_at: to.at,
          ...(isEnding ? { ended_at: to.at } : {}),
        })
        .where('id', '=', id)
        .where('status', '=', from)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
  }
}

function toRow(consent: Consent): ConsentTable {
  return {
    id: consent.id,
    realm: consent.realm,
    world_id: consent.worldId,
    app_id: consent.appId,
    organisation_id: consent.organisationId,
    psu_id: consent.psuId,
    origin: consent.origin,
    status: consent.status,
    services: consent.services.join(' '),
    access: JSON.stringify(consent.access),
    recurring: consent.isRecurring ? 1 : 0,
    frequency_per_day: consent.frequencyPerDay,
    valid_until_ms: consent.validUntilMs,
    created_at: consent.createdAt,
    last_action_at: consent.lastActionAt,
    ended_at: consent.endedAt ?? null,
  }
}

/** Rows are written by `toRow` alone, so the closed sets and the JSON inside them can be trusted. */
function toConsent(row: Selectable<ConsentTable>): Consent {
  return {
    id: row.id,
    realm: row.realm,
    worldId: row.world_id,
    appId: row.app_id,
    organisationId: row.organisation_id,
    psuId: row.psu_id,
    origin: row.origin as Consent['origin'],
    status: row.status as Consent['status'],
    services: row.services.split(' ') as Consent['services'][number][],
    access: JSON.parse(row.access) as Consent['access'],
    isRecurring: row.recurring === 1,
    frequencyPerDay: row.frequency_per_day,
    validUntilMs: row.valid_until_ms,
    createdAt: row.created_at,
    lastActionAt: row.last_action_at,
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
  }
}
