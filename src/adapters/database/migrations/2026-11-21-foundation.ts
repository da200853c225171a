/**
 * First tables. Why: there were none. Locks: none on existing data. On a million rows: not applicable.
 * SQLite tables are STRICT so that a wrong type is an error on both engines.
 */
import { sql } from 'kysely'
import type { CreateTableBuilder, Kysely } from 'kysely'
import type { Engine } from '../engine.ts'

type ColumnSpec = string

/** Column specs: "name type[?]" with type text or int; "?" allows null. */
function table(
  db: Kysely<unknown>,
  engine: Engine,
  name: string,
  columns: readonly ColumnSpec[],
  primaryKey: readonly string[],
) {
  let builder: CreateTableBuilder<string, string> = db.schema.createTable(name) as never
  for (const column of columns) {
    const [columnName = '', type = ''] = column.split(' ')
    const isOptional = type.endsWith('?')
    const dataType = type.startsWith('int') ? (engine === 'sqlite' ? 'integer' : 'bigint') : 'text'
    builder = builder.addColumn(columnName, dataType as 'text', (spec) =>
      isOptional ? spec : spec.notNull(),
    )
  }
  builder = builder.addPrimaryKeyConstraint(`${name}_pk`, primaryKey as never)
  if (engine === 'sqlite') builder = builder.modifyEnd(sql`strict`)
  return builder.execute()
}

async function index(
  db: Kysely<unknown>,
  tableName: string,
  columns: readonly string[],
  options: { unique?: boolean } = {},
) {
  let builder = db.schema
    .createIndex(`${tableName}_${columns.join('_')}`)
    .on(tableName)
    .columns(columns as string[])
  if (options.unique) builder = builder.unique()
  await builder.execute()
}

async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await table(db, engine, 'installation', ['name text', 'value text'], ['name'])
  await table(
    db,
    engine,
    'sealed_keys',
    ['realm text', 'name text', 'sealed text', 'created_at int'],
    ['realm', 'name'],
  )
  await developerTables(db, engine)
  await appTables(db, engine)
  await consentTables(db, engine)
  await recordTables(db, engine)
}

async function developerTables(db: Kysely<unknown>, engine: Engine) {
  await table(
    db,
    engine,
    'organisations',
    ['id text', 'kind text', 'name text', 'created_at int', 'deleted_at int?'],
    ['id'],
  )
  await table(
    db,
    engine,
    'memberships',
    ['organisation_id text', 'developer_id text', 'role text', 'created_at int'],
    ['organisation_id', 'developer_id'],
  )
  await index(db, 'memberships', ['developer_id'])
  await table(
    db,
    engine,
    'developers',
    [
      'id text',
      'email text',
      'living int?',
      'password_hash text',
      'state text',
      'language text',
      'created_at int',
      'activated_at int?',
      'deleted_at int?',
      'erase_at int?',
      'deletion_reason text?',
    ],
    ['id'],
  )
  await index(db, 'developers', ['email', 'living'], { unique: true })
  await index(db, 'developers', ['erase_at'])
  await table(
    db,
    engine,
    'links',
    [
      'token_hash text',
      'developer_id text',
      'purpose text',
      'password_hash text?',
      'created_at int',
      'expires_at int',
      'used_at int?',
      'replaced_at int?',
    ],
    ['token_hash'],
  )
  await index(db, 'links', ['developer_id'])
  await table(
    db,
    engine,
    'sessions',
    [
      'token_hash text',
      'developer_id text',
      'created_at int',
      'last_seen_at int',
      'expires_at int',
    ],
    ['token_hash'],
  )
  await index(db, 'sessions', ['developer_id'])
  await index(db, 'sessions', ['expires_at'])
  await table(
    db,
    engine,
    'rate_limits',
    ['bucket text', 'window_start int', 'hits int', 'expires_at int'],
    ['bucket'],
  )
  await index(db, 'rate_limits', ['expires_at'])
}

async function appTables(db: Kysely<unknown>, engine: Engine) {
  await table(
    db,
    engine,
    'worlds',
    ['id text', 'realm text', 'clock_offset_ms int', 'created_at int', 'reset_at int?'],
    ['id'],
  )
  await table(
    db,
    engine,
    'apps',
    [
      'id text',
      'realm text',
      'organisation_id text',
      'world_id text',
      'name text',
      'type text',
      'client_id text',
      'redirect_uris text',
      'created_at int',
      'deleted_at int?',
    ],
    ['id'],
  )
  await index(db, 'apps', ['client_id'], { unique: true })
  await index(db, 'apps', ['organisation_id'])
  await table(
    db,
    engine,
    'app_secrets',
    [
      'id text',
      'app_id text',
      'secret_hash text',
      'hint text',
      'created_at int',
      'revoked_at int?',
    ],
    ['id'],
  )
  await index(db, 'app_secrets', ['app_id'])
}

async function consentTables(db: Kysely<unknown>, engine: Engine) {
  await table(
    db,
    engine,
    'consents',
    [
      'id text',
      'realm text',
      'world_id text',
      'app_id text',
      'organisation_id text',
      'psu_id text',
      'origin text',
      'status text',
      'services text',
      'access text',
      'recurring int',
      'frequency_per_day int',
      'valid_until_ms int',
      'created_at int',
      'last_action_at int',
      'ended_at int?',
    ],
    ['id'],
  )
  await index(db, 'consents', ['app_id'])
  await index(db, 'consents', ['world_id', 'psu_id'])
  await table(
    db,
    engine,
    'grants',
    [
      'id text',
      'realm text',
      'world_id text',
      'app_id text',
      'consent_id text',
      'created_at int',
      'ended_at int?',
      'end_reason text?',
    ],
    ['id'],
  )
  await index(db, 'grants', ['app_id'])
  await index(db, 'grants', ['consent_id'])
  await table(
    db,
    engine,
    'oauth_artifacts',
    [
      'realm text',
      'kind text',
      'id_hash text',
      'grant_id text?',
      'world_id text?',
      'app_id text?',
      'payload text',
      'rotations int',
      'created_at int',
      'expires_at int?',
      'consumed_at int?',
    ],
    ['realm', 'kind', 'id_hash'],
  )
  await index(db, 'oauth_artifacts', ['grant_id'])
  await index(db, 'oauth_artifacts', ['app_id'])
  await index(db, 'oauth_artifacts', ['expires_at'])
  await table(
    db,
    engine,
    'authorisations',
    [
      'id text',
      'realm text',
      'world_id text',
      'app_id text',
      'organisation_id text',
      'language text',
      'login_hint text?',
      'services text',
      'state text',
      'psu_id text?',
      'bank_reference text?',
      'bank_auto_start_token text?',
      'bank_qr_start_token text?',
      'bank_qr_secret text?',
      'mode text?',
      'attempts int',
      'consent_id text?',
      'created_at int',
      'started_at int?',
      'authenticated_at int?',
      'expires_at int',
    ],
    ['id'],
  )
  await index(db, 'authorisations', ['app_id'])
  await index(db, 'authorisations', ['expires_at'])
  await table(
    db,
    engine,
    'sandbox_authentications',
    [
      'reference text',
      'realm text',
      'world_id text',
      'state text',
      'customer_id text?',
      'started_at int',
      'expires_at int',
    ],
    ['reference'],
  )
  await index(db, 'sandbox_authentications', ['world_id'])
}

async function recordTables(db: Kysely<unknown>, engine: Engine) {
  await table(
    db,
    engine,
    'call_records',
    [
      'id text',
      'realm text',
      'world_id text?',
      'interface text',
      'version text',
      'segment text?',
      'service text',
      'operation text',
      'organisation_id text?',
      'app_id text?',
      'request_id text?',
      'psu_present int',
      'method text',
      'path text',
      'status int',
      'outcome text',
      'error_code text?',
      'arrived_at int',
      'ended_at int',
    ],
    ['id'],
  )
  await index(db, 'call_records', ['app_id', 'arrived_at'])
  await index(db, 'call_records', ['app_id', 'request_id'])
  await index(db, 'call_records', ['realm', 'arrived_at'])
  await table(
    db,
    engine,
    'audit_entries',
    [
      'chain_id text',
      'seq int',
      'at int',
      'realm text?',
      'actor_kind text',
      'actor_id text?',
      'action text',
      'subject_kind text',
      'subject_id text',
      'facts_digest text',
      'previous_hash text',
      'hash text',
    ],
    ['chain_id', 'seq'],
  )
  await index(db, 'audit_entries', ['subject_kind', 'subject_id'])
  await table(
    db,
    engine,
    'audit_checkpoints',
    ['seq int', 'at int', 'heads text', 'previous_seal text', 'seal text'],
    ['seq'],
  )
  await table(
    db,
    engine,
    'mails',
    [
      'id text',
      'message_id text',
      'recipient text',
      'subject text',
      'body text',
      'links text',
      'state text',
      'attempts int',
      'next_attempt_at int',
      'claimed_until int',
      'created_at int',
      'sent_at int?',
      'last_error text?',
    ],
    ['id'],
  )
  await index(db, 'mails', ['state', 'next_attempt_at'])
}

export const foundation = { up }
