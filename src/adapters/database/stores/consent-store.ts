/** Consents in the database. */
import type { Kysely, Selectable } from 'kysely'
import { isFinal } from '#src/domain/consents/consent.ts'
import type { Consent } from '#src/domain/consents/consent.ts'
import type { ConsentStore } from '#src/domain/consents/consent-store.ts'
import type { ConsentTable } from '../access-tables.ts'
import type { Tables } from '../tables.ts'

export function createConsentStore(db: Kysely<Tables>): ConsentStore {
  return {
    async create(consent) {
      await db.insertInto('consents').values(toRow(consent)).execute()
    },
    async find(id) {
      const query = db.selectFrom('consents').selectAll().where('id', '=', id)
      const row = await query.executeTakeFirst()
      return row && toConsent(row)
    },
    // Writing a row to itself locks it on both engines; `for update` exists on one only.
    async lock(id) {
      const query = db.updateTable('consents').set({ id }).where('id', '=', id).returningAll()
      const row = await query.executeTakeFirst()
      return row && toConsent(row)
    },
    async authorise(id, from, given) {
      const result = await db
        .updateTable('consents')
        .set({
          status: given.status,
          psu_id: given.psuId,
          access: JSON.stringify(given.access),
          authenticated_at: given.at,
          last_action_at: given.at,
        })
        .where('id', '=', id)
        .where('status', '=', from)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
    async listReplaceable(consent) {
      if (consent.psuId === undefined) return []
      const replaceable = selectReplaceable(db, consent, consent.psuId)
      return (await replaceable.execute()).map(toConsent)
    },
    async listValidForFunds(app, now) {
      return (await selectValidForFunds(db, app, now).execute()).map(toConsent)
    },
    async listGiven(given) {
      return (await selectGiven(db, given).execute()).map(toConsent)
    },
    async listUnfinished(scope) {
      return (await selectUnfinished(db, scope).execute()).map(toConsent)
    },
    async move(id, from, to) {
      const result = await db
        .updateTable('consents')
        .set({
          status: to.status,
          last_action_at: to.at,
          ...(isFinal(to.status) ? { ended_at: to.at } : {}),
        })
        .where('id', '=', id)
        .where('status', '=', from)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
  }
}

function selectValidForFunds(
  db: Kysely<Tables>,
  { realm, appId }: { readonly realm: string; readonly appId: string },
  now: number,
) {
  return db
    .selectFrom('consents')
    .selectAll()
    .where('app_id', '=', appId)
    .where('realm', '=', realm)
    .where('services', '=', 'funds')
    .where('status', '=', 'valid')
    .where('valid_until_ms', '>', now)
    .orderBy('created_at')
}

function selectGiven(
  db: Kysely<Tables>,
  given: { readonly realm: string; readonly appId: string; readonly psuId: string },
) {
  return db
    .selectFrom('consents')
    .selectAll()
    .where('realm', '=', given.realm)
    .where('app_id', '=', given.appId)
    .where('psu_id', '=', given.psuId)
    .where('status', '=', 'valid')
    .orderBy('created_at')
}

function selectUnfinished(db: Kysely<Tables>, scope: { appId: string } | { worldId: string }) {
  const query = db
    .selectFrom('consents')
    .selectAll()
    .where('origin', '=', 'consent-first')
    .where('status', 'in', ['received', 'partiallyAuthorised', 'valid'])
  return 'appId' in scope
    ? query.where('app_id', '=', scope.appId)
    : query.where('world_id', '=', scope.worldId)
}

function selectReplaceable(db: Kysely<Tables>, consent: Consent, psuId: string) {
  return db
    .selectFrom('consents')
    .selectAll()
    .where('app_id', '=', consent.appId)
    .where('psu_id', '=', psuId)
    .where('world_id', '=', consent.worldId)
    .where('origin', '=', 'consent-first')
    .where('services', '=', consent.services.join(' '))
    .where('recurring', '=', 1)
    .where('status', 'in', ['valid', 'partiallyAuthorised'])
    .where('id', '!=', consent.id)
}

function toRow(consent: Consent): ConsentTable {
  return {
    id: consent.id,
    realm: consent.realm,
    world_id: consent.worldId,
    app_id: consent.appId,
    organisation_id: consent.organisationId,
    psu_id: consent.psuId ?? null,
    origin: consent.origin,
    status: consent.status,
    services: consent.services.join(' '),
    access: JSON.stringify(consent.access),
    recurring: consent.isRecurring ? 1 : 0,
    frequency_per_day: consent.frequencyPerDay,
    valid_until_ms: consent.validUntilMs,
    request: consent.request ? JSON.stringify(consent.request) : null,
    authenticated_at: consent.authenticatedAt ?? null,
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
    ...(row.psu_id === null ? {} : { psuId: row.psu_id }),
    origin: row.origin as Consent['origin'],
    status: row.status as Consent['status'],
    services: row.services.split(' ') as Consent['services'][number][],
    access: JSON.parse(row.access) as Consent['access'],
    isRecurring: row.recurring === 1,
    frequencyPerDay: row.frequency_per_day,
    validUntilMs: row.valid_until_ms,
    ...(row.request === null
      ? {}
      : { request: JSON.parse(row.request) as NonNullable<Consent['request']> }),
    ...(row.authenticated_at === null ? {} : { authenticatedAt: row.authenticated_at }),
    createdAt: row.created_at,
    lastActionAt: row.last_action_at,
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
  }
}
