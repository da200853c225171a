/** What is kept about a developer, gathered for that developer to read. Secrets, digests of them and tokens are never in it. */
import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

/** A file that a person reads; what an account does in years stays below. */
const entriesMax = 10_000

export function createPersonalDataStore(db: Kysely<Tables>) {
  return {
    /** Plain JSON values, times as epoch milliseconds; undefined when there is no such account. */
    async gather(developerId: string) {
      const account = await db
        .selectFrom('developers')
        .select(['id', 'email', 'state', 'language', 'created_at', 'activated_at'])
        .where('id', '=', developerId)
        .executeTakeFirst()
      if (!account) return undefined
      const organisations = await listOrganisations(db, developerId)
      const apps = await listApps(
        db,
        organisations.map(({ id }) => id),
      )
      return { account, organisations, apps, ...(await gatherTraces(db, account)) }
    },
  }
}

function listOrganisations(db: Kysely<Tables>, developerId: string) {
  return db
    .selectFrom('memberships')
    .innerJoin('organisations', 'organisations.id', 'memberships.organisation_id')
    .select(['organisations.id', 'organisations.kind', 'organisations.name', 'memberships.role'])
    .where('memberships.developer_id', '=', developerId)
    .execute()
}

async function listApps(db: Kysely<Tables>, organisationIds: readonly string[]) {
  if (organisationIds.length === 0) return []
  const rows = await db
    .selectFrom('apps')
    .innerJoin('worlds', 'worlds.id', 'apps.world_id')
    .select(['apps.id', 'apps.name', 'apps.type', 'apps.client_id', 'apps.redirect_uris'])
    .select(['apps.created_at', 'apps.deleted_at', 'worlds.profile_patch', 'worlds.test_data'])
    .where('apps.organisation_id', 'in', [...organisationIds])
    .orderBy('apps.created_at')
    .execute()
  return await Promise.all(rows.map(async (app) => ({ ...app, ...(await gatherApp(db, app.id)) })))
}

async function gatherApp(db: Kysely<Tables>, appId: string) {
  const [subscriptions, certificates, consents, notifications] = await Promise.all([
    db
      .selectFrom('subscriptions')
      .select(['product_id', 'created_at'])
      .where('app_id', '=', appId)
      .execute(),
    db
      .selectFrom('test_certificates')
      .select(['serial', 'roles', 'not_before', 'not_after', 'revoked_at'])
      .where('app_id', '=', appId)
      .execute(),
    db
      .selectFrom('consents')
      .select(['id', 'status', 'services', 'access', 'request', 'created_at', 'valid_until_ms'])
      .where('app_id', '=', appId)
      .execute(),
    db
      .selectFrom('notifications')
      .select(['uri', 'body', 'outcome', 'created_at'])
      .where('app_id', '=', appId)
      .execute(),
  ])
  return { subscriptions, certificates, consents, notifications }
}

async function gatherTraces(db: Kysely<Tables>, { id, email }: { id: string; email: string }) {
  const [sessions, mails, messages, entries] = await Promise.all([
    db
      .selectFrom('sessions')
      .select(['created_at', 'last_seen_at', 'expires_at'])
      .where('developer_id', '=', id)
      .execute(),
    db
      .selectFrom('mails')
      .select(['subject', 'state', 'created_at', 'sent_at'])
      .where('recipient', '=', email)
      .execute(),
    db
      .selectFrom('contact_messages')
      .select(['reference', 'language', 'fields', 'created_at'])
      .where('developer_id', '=', id)
      .execute(),
    // Relies on the index audit_entries_subject_kind_subject_id.
    db
      .selectFrom('audit_entries')
      .select(['at', 'actor_kind', 'action', 'facts', 'request_id', 'session_id'])
      .where('subject_kind', '=', 'developer')
      .where('subject_id', '=', id)
      .limit(entriesMax)
      .execute(),
  ])
  return { sessions, mails, messages, history: entries }
}
