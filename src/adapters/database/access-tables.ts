/** The tables of consents, authorisations, grants and certificates, as Kysely sees them; the notation is that of tables.ts. */

export interface ConsentTable {
  id: string
  realm: string
  world_id: string
  app_id: string
  organisation_id: string
  psu_id: string | null
  origin: string
  status: string
  services: string
  /** JSON: account ids per kind of access, `{accounts, balances, transactions}`. */
  access: string
  recurring: number
  frequency_per_day: number
  valid_until_ms: number
  /** JSON of the TPP's own request; null for consents made at the authorization server. */
  request: string | null
  authenticated_at: number | null
  created_at: number
  last_action_at: number
  ended_at: number | null
}
/** The last transaction of a consent's last report of new ones. */
export interface ReportMarkTable {
  consent_id: string
  account_id: string
  entry_reference: string
}

/** Reads of a consent in one place on one day; the day is `once` where a place opens once for ever. */
export interface AccessCountTable {
  consent_id: string
  account_id: string
  endpoint: string
  day: string
  reads: number
  last_at: number
}

/** One unattended read, where the limit is of the last 24 hours. */
export interface UnattendedAccessTable {
  id: string
  consent_id: string
  account_id: string
  endpoint: string
  at: number
}
/** The answer to a write of the interface; null while it is under way. Everything but the time is keyed or sealed. */
export interface RememberedAnswerTable {
  id: string
  fingerprint: string
  answer: string
  answered_at: number
}

/** Failed authentications of one customer, whoever asked. */
export interface PsuFailureTable {
  realm: string
  world_id: string
  psu_id: string
  failures: number
  blocked_until: number | null
}
/** A try of a customer that has been counted, by the write that it came with. */
export interface PsuTryTable {
  id: string
  number: number
  at: number
}
export interface TppIdentifierTable {
  realm: string
  app_id: string
  identifier: string
  created_at: number
}
export interface TestCertificateTable {
  id: string
  realm: string
  app_id: string
  thumbprint: string
  serial: string
  roles: string
  not_before: number
  not_after: number
  created_at: number
  revoked_at: number | null
}
export interface GrantTable {
  id: string
  realm: string
  world_id: string
  app_id: string
  consent_id: string
  created_at: number
  ended_at: number | null
  end_reason: string | null
}
export interface OauthArtifactTable {
  realm: string
  kind: string
  id_hash: string
  grant_id: string | null
  world_id: string | null
  app_id: string | null
  /** The Client Secret that was shown for it. */
  secret_id: string | null
  payload: string
  rotations: number
  created_at: number
  expires_at: number | null
  consumed_at: number | null
}
/** Which token of a family of refresh tokens was used last: the one line that goes on. */
export interface RefreshLineTable {
  grant_id: string
  family: string
  rotations: number
  id_hash: string
  expires_at: number
}
export interface AuthorisationTable {
  id: string
  realm: string
  world_id: string
  app_id: string
  organisation_id: string
  language: string
  login_hint: string | null
  services: string
  subject_kind: string
  approach: string
  challenge: string | null
  return_uri: string | null
  return_nok_uri: string | null
  link_hash: string | null
  browser_hash: string | null
  /** JSON of what the customer agreed to, and the digest of the code that confirms it. */
  confirmation: string | null
  stands_for: string | null
  state: string
  psu_id: string | null
  bank_reference: string | null
  bank_auto_start_token: string | null
  bank_qr_start_token: string | null
  bank_qr_secret: string | null
  mode: string | null
  attempts: number
  consent_id: string | null
  created_at: number
  started_at: number | null
  authenticated_at: number | null
  expires_at: number
}
export interface SandboxAuthenticationTable {
  reference: string
  realm: string
  world_id: string
  state: string
  kind: string
  customer_id: string | null
  started_at: number
  expires_at: number
  /** The act that ended it. */
  ended_by: string | null
}
