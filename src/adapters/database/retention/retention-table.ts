/**
 * What is kept, for how long, and which job ends it: the one table that the jobs run from and the page for operators is
 * made of. A table of the store without a row here fails the build.
 */
import { erasedAfterDays } from '#src/domain/mail/mail-texts.ts'
import { messagesKeptDays } from '#src/domain/support/contact-desk.ts'
import { rememberedMs } from '#src/domain/writes/writes.ts'
import { dayMs } from '#src/kit/clock.ts'
import type { Tables } from '../tables.ts'

export interface RetentionRow {
  readonly what: string
  readonly tables: readonly (keyof Tables)[]
  readonly realm: 'installation' | 'every realm' | 'sandbox'
  /** Whole days; 0 is at once. Undefined: as long as the installation. */
  readonly days: number | undefined
  /** From when the days count; for what stays, why. */
  readonly since: string
  /** The job; rows without one end with something else or not at all. */
  readonly job: RetentionJob | undefined
}

export type RetentionJob =
  | 'deleted-accounts'
  | 'pending-accounts'
  | 'deleted-apps'
  | 'ended-consents'
  | 'run-out'
  | 'old-links'
  | 'counted-calls'
  | 'counted-reads'
  | 'old-notifications'
  | 'old-mails'
  | 'old-messages'
  | 'remembered-answers'
  | 'lent-demo-apps'

/** Longer than any consent lives, so that one can still be shown and asked about. */
const consentDays = 400
/** Long enough for every World whose clock is behind. */
const countsDays = 30

const people: readonly RetentionRow[] = [
  {
    what: 'Accounts of developers, their organisations, sessions and links: address, password digest, language, times',
    tables: ['developers', 'organisations', 'memberships', 'sessions', 'links'],
    realm: 'installation',
    days: erasedAfterDays,
    since:
      'the account is deleted; sessions and links end at once, a row without address or name stays',
    job: 'deleted-accounts',
  },
  {
    what: 'Sign-ups that nobody activated, with their links and mails',
    tables: ['developers', 'links', 'mails'],
    realm: 'installation',
    days: 7,
    since: 'the newest sign-up with the address',
    job: 'pending-accounts',
  },
  {
    what: 'Links that have run out',
    tables: ['links'],
    realm: 'installation',
    days: 30,
    since: 'the end of the link',
    job: 'old-links',
  },
  {
    what: 'Counters of rate limits and sessions that ended',
    tables: ['rate_limits', 'sessions'],
    realm: 'installation',
    days: 0,
    since: 'the end of the window or session',
    job: 'deleted-accounts',
  },
  {
    what: 'Mails to developers and to the bank: recipient and subject, and the text while it waits or is shown in the local mailbox',
    tables: ['mails'],
    realm: 'installation',
    days: 30,
    since: 'the mail was sent, given up or shown; those to an erased account go with it',
    job: 'old-mails',
  },
  {
    what: 'Messages of the contact form, with the letters in the local mailbox',
    tables: ['contact_messages', 'mails'],
    realm: 'every realm',
    days: messagesKeptDays,
    since: 'the message; those of a signed-in developer go with the account',
    job: 'old-messages',
  },
]

const access: readonly RetentionRow[] = [
  {
    what: 'Apps with their World: names, redirect URIs, Client Secrets (digests), certificates, uploaded test data, and all consents, authorisations, tokens and notifications in it',
    tables: [
      'apps',
      'app_secrets',
      'worlds',
      'subscriptions',
      'tpp_identifiers',
      'test_certificates',
      'consents',
      'grants',
      'refresh_lines',
      'authorisations',
      'oauth_artifacts',
      'sandbox_authentications',
      'psu_failures',
      'access_counts',
      'unattended_accesses',
      'report_marks',
      'product_calls',
      'notification_targets',
      'notifications',
    ],
    realm: 'every realm',
    days: erasedAfterDays,
    since: 'the app is deleted, by itself or with its account',
    job: 'deleted-apps',
  },
  {
    what: 'Consents that ended, with their request, authorisations and grants',
    tables: [
      'consents',
      'grants',
      'refresh_lines',
      'authorisations',
      'report_marks',
      'notification_targets',
    ],
    realm: 'every realm',
    days: consentDays,
    since: 'the consent ended or ran out',
    job: 'ended-consents',
  },
  {
    what: 'Codes, tokens, authorisations of the authorization server, authentications of test customers, lent Client Secrets',
    tables: ['oauth_artifacts', 'authorisations', 'app_secrets', 'sandbox_authentications'],
    realm: 'every realm',
    days: 7,
    since: 'it ran out, so that a late caller is told why',
    job: 'run-out',
  },
  {
    what: 'Counts of reads without the customer',
    tables: ['access_counts', 'unattended_accesses'],
    realm: 'every realm',
    days: consentDays,
    since: 'the read',
    job: 'counted-reads',
  },
  {
    what: 'Counts of calls to products, and of tries to authenticate',
    tables: ['product_calls', 'psu_tries'],
    realm: 'every realm',
    days: countsDays,
    since: 'the day of the call or the try',
    job: 'counted-calls',
  },
  {
    what: 'Notifications and their delivery log: address and body',
    tables: ['notifications', 'notification_targets'],
    realm: 'every realm',
    days: 30,
    since: 'the notification was written',
    job: 'old-notifications',
  },
  {
    what: 'Answers to repeated writes, sealed',
    tables: ['remembered_answers'],
    realm: 'every realm',
    days: rememberedMs / dayMs,
    since: 'the answer',
    job: 'remembered-answers',
  },
  {
    what: 'Which visitor of the test console has which demo app: digests of their key and source address',
    tables: ['visitor_slots'],
    realm: 'sandbox',
    days: 1,
    since: 'the first call, and already half an hour after the last; looked after every minute',
    job: 'lent-demo-apps',
  },
]

const records: readonly RetentionRow[] = [
  {
    what: 'Audit trail: ids, kinds and numbers',
    tables: ['audit_entries', 'audit_checkpoints'],
    realm: 'installation',
    days: undefined,
    since: 'evidence; its ids lead to nobody once account and app are erased',
    job: undefined,
  },
  {
    what: 'Call records: ids, operation, path, status and times',
    tables: ['call_records'],
    realm: 'every realm',
    days: undefined,
    since:
      'statistics that the law asks of the interface; ids lead to nobody once the app is erased',
    job: undefined,
  },
  {
    what: 'The installation itself: its bank, its sealed keys, notices to readers',
    tables: ['installation', 'sealed_keys', 'notices'],
    realm: 'installation',
    days: undefined,
    since: 'nothing in them is about a person',
    job: undefined,
  },
]

export const retentionTable: readonly RetentionRow[] = [...people, ...access, ...records]

/** Tables of a store that no row speaks of. */
export function listUncovered(tables: readonly string[]): string[] {
  const covered = new Set<string>(retentionTable.flatMap((row) => row.tables))
  return tables.filter((name) => !covered.has(name))
}
