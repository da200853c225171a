/** Authorisations in the database. */
import type { Kysely, Selectable } from 'kysely'
import type { Authorisation, BankAuthentication } from '#src/domain/sca/authorisation.ts'
import { authorisationMoves, isEnded } from '#src/domain/sca/authorisation.ts'
import type {
  AuthorisationChange,
  AuthorisationStore,
} from '#src/domain/sca/authorisation-store.ts'
import type { AuthorisationTable, Tables } from '../tables.ts'

/** States in which a customer may be on the way. */
const unfinishedStates = (Object.keys(authorisationMoves) as Authorisation['state'][]).filter(
  (state) => !isEnded(state),
)

export function createAuthorisationStore(db: Kysely<Tables>): AuthorisationStore {
  return {
    async create(authorisation) {
      await db.insertInto('authorisations').values(toRow(authorisation)).execute()
    },
    async find(id) {
      const query = db.selectFrom('authorisations').selectAll().where('id', '=', id)
      const row = await query.executeTakeFirst()
      return row && toAuthorisation(row)
    },
    async move(id, step) {
      const result = await db
        .updateTable('authorisations')
        .set({ state: step.to, ...toChangedColumns(step.change ?? {}) })
        .where('id', '=', id)
        .where('state', '=', step.from)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
    async setLanguage(id, language) {
      await db.updateTable('authorisations').set({ language }).where('id', '=', id).execute()
    },
    async endUnfinished(scope) {
      const query = db
        .updateTable('authorisations')
        .set({ state: 'refused' })
        .where('state', 'in', unfinishedStates)
      const scoped =
        'appId' in scope
          ? query.where('app_id', '=', scope.appId)
          : query.where('world_id', '=', scope.worldId)
      await scoped.execute()
    },
    async deleteExpired(before) {
      const query = db.deleteFrom('authorisations').where('expires_at', '<', before)
      const result = await query.executeTakeFirst()
      return Number(result.numDeletedRows)
    },
  }
}

function toChangedColumns(change: AuthorisationChange): Partial<AuthorisationTable> {
  const columns: Partial<AuthorisationTable> = {}
  if (change.psuId !== undefined) columns.psu_id = change.psuId
  if (change.bank !== undefined) Object.assign(columns, toBankColumns(change.bank))
  if (change.mode !== undefined) columns.mode = change.mode
  if (change.attempts !== undefined) columns.attempts = change.attempts
  if (change.consentId !== undefined) columns.consent_id = change.consentId
  if (change.startedAt !== undefined) columns.started_at = change.startedAt
  if (change.authenticatedAt !== undefined) columns.authenticated_at = change.authenticatedAt
  if (change.expiresAt !== undefined) columns.expires_at = change.expiresAt
  if (change.loginHint !== undefined) columns.login_hint = change.loginHint
  return columns
}

function toBankColumns(bank: BankAuthentication | undefined) {
  return {
    bank_reference: bank?.reference ?? null,
    bank_auto_start_token: bank?.autoStartToken ?? null,
    bank_qr_start_token: bank?.qrStartToken ?? null,
    bank_qr_secret: bank?.qrSecret ?? null,
  }
}

function toRow(authorisation: Authorisation): AuthorisationTable {
  return {
    id: authorisation.id,
    realm: authorisation.realm,
    world_id: authorisation.worldId,
    app_id: authorisation.appId,
    organisation_id: authorisation.organisationId,
    language: authorisation.language,
    login_hint: authorisation.loginHint ?? null,
    services: authorisation.services.join(' '),
    state: authorisation.state,
    psu_id: authorisation.psuId ?? null,
    ...toBankColumns(authorisation.bank),
    mode: authorisation.mode ?? null,
    attempts: authorisation.attempts,
    consent_id: authorisation.consentId ?? null,
    created_at: authorisation.createdAt,
    started_at: authorisation.startedAt ?? null,
    authenticated_at: authorisation.authenticatedAt ?? null,
    expires_at: authorisation.expiresAt,
  }
}

/** Rows are written by this file alone, so the closed sets inside them can be trusted. */
function toAuthorisation(row: Selectable<AuthorisationTable>): Authorisation {
  return {
    id: row.id,
    realm: row.realm,
    worldId: row.world_id,
    appId: row.app_id,
    organisationId: row.organisation_id,
    language: row.language as Authorisation['language'],
    services: row.services.split(' ') as 'accounts'[],
    state: row.state as Authorisation['state'],
    attempts: row.attempts,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    ...(row.login_hint === null ? {} : { loginHint: row.login_hint }),
    ...(row.psu_id === null ? {} : { psuId: row.psu_id }),
    ...(row.mode === null ? {} : { mode: row.mode as 'same-device' | 'other-device' }),
    ...(row.consent_id === null ? {} : { consentId: row.consent_id }),
    ...(row.started_at === null ? {} : { startedAt: row.started_at }),
    ...(row.authenticated_at === null ? {} : { authenticatedAt: row.authenticated_at }),
    ...(row.bank_reference === null
      ? {}
      : {
          bank: {
            reference: row.bank_reference,
            autoStartToken: row.bank_auto_start_token ?? '',
            qrStartToken: row.bank_qr_start_token ?? '',
            qrSecret: row.bank_qr_secret ?? '',
          },
        }),
  }
}
