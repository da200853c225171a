/** The tables as Kysely sees them: one interface a table, columns as stored. Times are epoch milliseconds, JSON is text, flags are 0 or 1. */
import type {
  ConsentTable,
  ReportMarkTable,
  AccessCountTable,
  RememberedAnswerTable,
  UnattendedAccessTable,
  PsuFailureTable,
  PsuTryTable,
  TppIdentifierTable,
  TestCertificateTable,
  GrantTable,
  OauthArtifactTable,
  RefreshLineTable,
  AuthorisationTable,
  SandboxAuthenticationTable,
} from './access-tables.ts'
import type { NotificationTable, NotificationTargetTable } from './notification-tables.ts'

export interface InstallationTable {
  name: string
  value: string
}
export interface SealedKeyTable {
  realm: string
  name: string
  sealed: string
  created_at: number
}

export interface OrganisationTable {
  id: string
  kind: 'personal' | 'company'
  name: string
  created_at: number
  deleted_at: number | null
}
export interface MembershipTable {
  organisation_id: string
  developer_id: string
  role: string
  created_at: number
}
export interface DeveloperTable {
  id: string
  /** Normalised address; a digest after erasure. */
  email: string
  /** 1 while the row holds its address, null once deleted: keeps addresses unique among the living. */
  living: number | null
  password_hash: string
  state: 'pending' | 'active' | 'deleted'
  language: string
  created_at: number
  activated_at: number | null
  deleted_at: number | null
  erase_at: number | null
  deletion_reason: string | null
}
export interface LinkTable {
  token_hash: string
  developer_id: string
  purpose: 'activation' | 'password-reset'
  created_at: number
  expires_at: number
  used_at: number | null
  replaced_at: number | null
}
export interface SessionTable {
  token_hash: string
  developer_id: string
  created_at: number
  last_seen_at: number
  expires_at: number
}
export interface RateLimitTable {
  bucket: string
  window_start: number
  hits: number
  expires_at: number
}

export interface AppTable {
  id: string
  realm: string
  organisation_id: string
  world_id: string
  name: string
  type: 'web' | 'native'
  client_id: string
  redirect_uris: string
  created_at: number
  deleted_at: number | null
}
export interface AppSecretTable {
  id: string
  app_id: string
  secret_hash: string
  /** Last four characters, to tell secrets apart. */
  hint: string
  created_at: number
  revoked_at: number | null
  /** When it ends: lent for a moment, or replaced by a newer one. */
  expires_at: number | null
  is_lent: number
  last_used_at: number | null
}
export interface WorldTable {
  id: string
  realm: string
  clock_offset_ms: number
  /** JSON merge patch over the pack's profile. */
  profile_patch: string | null
  /** JSON of the customers and accounts that stand in place of the pack's. */
  test_data: string | null
  created_at: number
  reset_at: number | null
}

export interface CallRecordTable {
  id: string
  realm: string
  world_id: string | null
  interface: string
  version: string
  segment: string | null
  service: string
  operation: string
  organisation_id: string | null
  app_id: string | null
  request_id: string | null
  psu_present: number
  method: string
  path: string
  status: number
  outcome: string
  error_code: string | null
  arrived_at: number
  ended_at: number
}
export interface AuditEntryTable {
  chain_id: string
  seq: number
  at: number
  realm: string | null
  actor_kind: string
  actor_id: string | null
  action: string
  subject_kind: string
  subject_id: string
  facts_digest: string
  previous_hash: string
  hash: string
  /** Null for entries made before hashes had a key. */
  form: number | null
  facts: string | null
  request_id: string | null
  session_id: string | null
}
export interface AuditCheckpointTable {
  seq: number
  kind: 'whole' | 'changed' | null
  at: number
  heads: string
  previous_seal: string
  seal: string
}

export interface MailTable {
  id: string
  message_id: string
  recipient: string
  subject: string
  body: string
  links: string
  state: 'queued' | 'sent' | 'shown' | 'given-up'
  attempts: number
  next_attempt_at: number
  claimed_until: number
  created_at: number
  sent_at: number | null
  last_error: string | null
  /** Where an answer should go; null when nobody is to answer. */
  reply_to: string | null
}

export interface ContactMessageTable {
  reference: string
  realm: string
  created_at: number
  language: 'en' | 'sv'
  /** JSON: what was typed, by field id. */
  fields: string
  developer_id: string | null
}
export interface NoticeTable {
  id: string
  realm: string
  kind: 'maintenance' | 'incident'
  from_ms: number
  until_ms: number
  text_en: string
  text_sv: string
  created_at: number
}

export interface SubscriptionTable {
  app_id: string
  product_id: string
  realm: string
  created_at: number
}

/** Calls of one app to one product on one calendar day of its World. */
export interface ProductCallTable {
  app_id: string
  product_id: string
  day: string
  calls: number
}

/** Lends one demo app to one visitor of the console. */
export interface VisitorSlotTable {
  number: number
  state: string
  visitor_hash: string | null
  source_hash: string | null
  leased_at: number
  changed_at: number
}

export interface Tables {
  product_calls: ProductCallTable
  installation: InstallationTable
  sealed_keys: SealedKeyTable
  organisations: OrganisationTable
  memberships: MembershipTable
  developers: DeveloperTable
  links: LinkTable
  sessions: SessionTable
  rate_limits: RateLimitTable
  apps: AppTable
  app_secrets: AppSecretTable
  worlds: WorldTable
  consents: ConsentTable
  unattended_accesses: UnattendedAccessTable
  access_counts: AccessCountTable
  remembered_answers: RememberedAnswerTable
  report_marks: ReportMarkTable
  psu_failures: PsuFailureTable
  psu_tries: PsuTryTable
  tpp_identifiers: TppIdentifierTable
  test_certificates: TestCertificateTable
  grants: GrantTable
  oauth_artifacts: OauthArtifactTable
  refresh_lines: RefreshLineTable
  authorisations: AuthorisationTable
  sandbox_authentications: SandboxAuthenticationTable
  call_records: CallRecordTable
  audit_entries: AuditEntryTable
  audit_checkpoints: AuditCheckpointTable
  mails: MailTable
  contact_messages: ContactMessageTable
  notices: NoticeTable
  subscriptions: SubscriptionTable
  notification_targets: NotificationTargetTable
  notifications: NotificationTable
  visitor_slots: VisitorSlotTable
}
