/** Removes what has been kept long enough. How long that is, is said by the retention table; each call does so much at most. */
import type { Kysely } from 'kysely'
import type { EpochMs } from '#src/kit/clock.ts'
import type { Tables } from '../tables.ts'

const appsMax = 100
const consentsMax = 500
const accountsMax = 500

/** Tables whose rows belong to an app and to nothing else. */
const ofApp = [
  'grants',
  'authorisations',
  'oauth_artifacts',
  'consents',
  'notifications',
  'notification_targets',
  'subscriptions',
  'product_calls',
  'app_secrets',
  'test_certificates',
  'tpp_identifiers',
] as const
const ofWorld = ['psu_failures', 'sandbox_authentications'] as const
const ofConsent = ['access_counts', 'unattended_accesses', 'report_marks'] as const

export function createRetentionStore(db: Kysely<Tables>) {
  return {
    async listDeletedApps(before: EpochMs): Promise<string[]> {
      const query = db.selectFrom('apps').select('id').where('deleted_at', '<=', before)
      return (await query.limit(appsMax).execute()).map(({ id }) => id)
    },
    eraseApp: (id: string) => eraseApp(db, id),
    removeEndedConsents: (before: EpochMs) => removeEndedConsents(db, before),
    removePendingAccounts: (before: EpochMs) => removePendingAccounts(db, before),
    /** Those that are deleted and have no app and no member left. */
    async removeOrganisations(before: EpochMs) {
      await db
        .deleteFrom('organisations')
        .where('deleted_at', '<=', before)
        .where('id', 'not in', db.selectFrom('apps').select('apps.organisation_id'))
        .where('id', 'not in', db.selectFrom('memberships').select('memberships.organisation_id'))
        .execute()
    },
    async removeLinks(expiredBefore: EpochMs) {
      await db.deleteFrom('links').where('expires_at', '<', expiredBefore).execute()
    },
    // Relies on the index mails_state_next_attempt_at; an attempt is never before the mail.
    async removeMails(before: EpochMs) {
      await db
        .deleteFrom('mails')
        .where('state', 'in', ['sent', 'given-up', 'shown'])
        .where('next_attempt_at', '<', before)
        .execute()
    },
    async removeAuthentications(expiredBefore: EpochMs) {
      const query = db.deleteFrom('sandbox_authentications')
      await query.where('expires_at', '<', expiredBefore).execute()
    },
  }
}

async function eraseApp(db: Kysely<Tables>, id: string): Promise<void> {
  const consents = db.selectFrom('consents').select('consents.id').where('app_id', '=', id)
  for (const table of ofConsent)
    await db.deleteFrom(table).where('consent_id', 'in', consents).execute()
  const grants = db.selectFrom('grants').select('grants.id').where('app_id', '=', id)
  await db.deleteFrom('refresh_lines').where('grant_id', 'in', grants).execute()
  for (const table of ofApp) await db.deleteFrom(table).where('app_id', '=', id).execute()
  const worlds = db.selectFrom('apps').select('apps.world_id').where('id', '=', id)
  for (const table of ofWorld) await db.deleteFrom(table).where('world_id', 'in', worlds).execute()
  await db.deleteFrom('worlds').where('id', 'in', worlds).execute()
  await db.deleteFrom('apps').where('id', '=', id).execute()
}

async function removeEndedConsents(db: Kysely<Tables>, before: EpochMs): Promise<void> {
  const rows = await db
    .selectFrom('consents')
    .select('id')
    .where((is) => is.or([is('ended_at', '<', before), is('valid_until_ms', '<', before)]))
    .limit(consentsMax)
    .execute()
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return
  const grants = db.selectFrom('grants').select('grants.id').where('consent_id', 'in', ids)
  await db.deleteFrom('refresh_lines').where('grant_id', 'in', grants).execute()
  await db.deleteFrom('oauth_artifacts').where('grant_id', 'in', grants).execute()
  for (const table of ['grants', 'authorisations', ...ofConsent] as const)
    await db.deleteFrom(table).where('consent_id', 'in', ids).execute()
  await db.deleteFrom('notification_targets').where('resource_id', 'in', ids).execute()
  await db.deleteFrom('consents').where('id', 'in', ids).execute()
}

/** Answers whose sign-ups were forgotten. */
async function removePendingAccounts(db: Kysely<Tables>, before: EpochMs): Promise<string[]> {
  const renewed = db
    .selectFrom('links')
    .select('links.developer_id')
    .where('created_at', '>', before)
  const rows = await db
    .selectFrom('developers')
    .select(['id', 'email'])
    .where('state', '=', 'pending')
    .where('created_at', '<=', before)
    .where('id', 'not in', renewed)
    .limit(accountsMax)
    .execute()
  for (const { id, email } of rows) {
    // Not when it has been activated meanwhile.
    const query = db.deleteFrom('developers').where('id', '=', id).where('state', '=', 'pending')
    if ((await query.executeTakeFirst()).numDeletedRows === 0n) continue
    await db.deleteFrom('links').where('developer_id', '=', id).execute()
    await db.deleteFrom('mails').where('recipient', '=', email).execute()
  }
  return rows.map(({ id }) => id)
}
