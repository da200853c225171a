/** Authorisations in the database. */
import type { Kysely, Selectable } from 'kysely'
import type { Authorisation, BankAuthentication } from '#src/domain/sca/authorisation.ts'
import { authorisationMoves, isEnded } from '#src/domain/sca/authorisation.ts'
import type {
  AuthorisationChange,
  AuthorisationStore,
} from '#src/domain/sca/authorisation-store.ts'
import type { AuthorisationTable } from '../access-tables.ts'
import type { Tables } from '../tables.ts'

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
    async listOfConsent(consentId) {
      const query = db
        .selectFrom('authorisations')
        .selectAll()
        .where('subject_kind', '=', 'consent')
        .where('consent_id', '=', consentId)
        .orderBy('created_at')
        .orderBy('id')
      return (await query.execute()).map(toAuthorisation)
    },
    async bindBrowser(id, browserHash) {
      const result = await db
        .updateTable('authorisations')
        .set({ browser_hash: browserHash })
        .where('id', '=', id)
        .where('browser_hash', 'is', null)
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
      const old = db.deleteFrom('authorisations').where('expires_at', '<', before)
      const result = await old.where('subject_kind', '=', 'oauth-first').executeTakeFirst()
      return Number(result.numDeletedRows)
    },
  }
}

const columnsOfChange = {
  psuId: 'psu_id',
  mode: 'mode',
  attempts: 'attempts',
  consentId: 'consent_id',
  startedAt: 'started_at',
  authenticatedAt: 'authenticated_at',
  expiresAt: 'expires_at',
  loginHint: 'login_hint',
  browserHash: 'browser_hash',
} as const satisfies Partial<Record<keyof AuthorisationChange, keyof AuthorisationTable>>

function toChangedColumns(change: AuthorisationChange): Partial<AuthorisationTable> {
  const plain = Object.entries(columnsOfChange).map(
    ([name, column]) => [column, change[name as keyof typeof columnsOfChange]] as const,
  )
  return {
    ...(Object.fromEntries(
      plain.filter(([, value]) => value !== undefined),
    ) as Partial<AuthorisationTable>),
    ...(change.bank === undefined ? {} : toBankColumns(change.bank)),
    ...(change.challenge === undefined ? {} : { challenge: JSON.stringify(change.challenge) }),
    ...(change.confirmation === undefined
      ? {}
      : { confirmation: JSON.stringify(change.confirmation) }),
  }
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
    subject_kind: authorisation.subject.kind,
    approach: authorisation.approach,
    ...toLaterColumns(authorisation),
    state: authorisation.state,
    psu_id: authorisation.psuId ?? null,
    ...toBankColumns(authorisation.bank),
    mode: authorisation.mode ?? null,
    attempts: authorisation.attempts,
    consent_id: consentIdOf(authorisation),
    created_at: authorisation.createdAt,
    started_at: authorisation.startedAt ?? null,
    authenticated_at: authorisation.authenticatedAt ?? null,
    expires_at: authorisation.expiresAt,
  }
}

function toLaterColumns(authorisation: Authorisation) {
  const { challenge, confirmation, returnTo, linkHash, browserHash } = authorisation
  return {
    confirmation: confirmation ? JSON.stringify(confirmation) : null,
    stands_for: authorisation.standsFor ?? null,
    challenge: challenge ? JSON.stringify(challenge) : null,
    return_uri: returnTo?.uri ?? null,
    return_nok_uri: returnTo?.nokUri ?? null,
    link_hash: linkHash ?? null,
    browser_hash: browserHash ?? null,
  }
}

function consentIdOf({ subject, consentId }: Authorisation): string | null {
  return subject.kind === 'consent' ? subject.id : (consentId ?? null)
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
    services: row.services.split(' ') as Authorisation['services'][number][],
    subject:
      row.subject_kind === 'consent'
        ? { kind: 'consent', id: row.consent_id ?? '' }
        : { kind: 'oauth-first' },
    approach: row.approach as Authorisation['approach'],
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
    ...toLaterParts(row),
    ...toBank(row),
  }
}

function toBank(row: Selectable<AuthorisationTable>): Pick<Authorisation, 'bank'> {
  if (row.bank_reference === null) return {}
  return {
    bank: {
      reference: row.bank_reference,
      autoStartToken: row.bank_auto_start_token ?? '',
      qrStartToken: row.bank_qr_start_token ?? '',
      qrSecret: row.bank_qr_secret ?? '',
    },
  }
}

function toLaterParts(row: Selectable<AuthorisationTable>): Partial<Authorisation> {
  return {
    ...(row.stands_for === null ? {} : { standsFor: row.stands_for }),
    ...(row.confirmation === null
      ? {}
      : {
          confirmation: JSON.parse(row.confirmation) as NonNullable<Authorisation['confirmation']>,
        }),
    ...(row.challenge === null
      ? {}
      : { challenge: JSON.parse(row.challenge) as NonNullable<Authorisation['challenge']> }),
    ...(row.return_uri === null
      ? {}
      : {
          returnTo: {
            uri: row.return_uri,
            ...(row.return_nok_uri === null ? {} : { nokUri: row.return_nok_uri }),
          },
        }),
    ...(row.link_hash === null ? {} : { linkHash: row.link_hash }),
    ...(row.browser_hash === null ? {} : { browserHash: row.browser_hash }),
  }
}
