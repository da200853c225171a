/**
 * Consents made by the TPP, the longer ways through an authorisation, certificates.
 * Why: the interface grows from reading at the authorization server's word to Berlin Group's own consents.
 * Locks: `consents` is rewritten on SQLite (its column `psu_id` may be empty now); on PostgreSQL a change of the
 * catalogue alone. On a million consents: seconds on SQLite, at once on PostgreSQL.
 */
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Engine } from '../engine.ts'
import { createIndex, createTable, createUniqueIndex } from '../make-table.ts'

async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await loosenConsents(db, engine)
  await widenAuthorisations(db)
  for (const column of ['profile_patch', 'test_data'])
    await db.schema.alterTable('worlds').addColumn(column, 'text').execute()
  await db.schema
    .alterTable('sandbox_authentications')
    .addColumn('kind', 'text', (column) => column.notNull().defaultTo('app'))
    .execute()
  await accessTables(db, engine)
  await callerTables(db, engine)
}

async function loosenConsents(db: Kysely<unknown>, engine: Engine) {
  if (engine === 'postgres') {
    const dropNotNull = sql`alter table consents alter column psu_id drop not null`
    await dropNotNull.execute(db)
    await db.schema.alterTable('consents').addColumn('request', 'text').execute()
    await db.schema.alterTable('consents').addColumn('authenticated_at', 'bigint').execute()
    return
  }
  const kept =
    'id, realm, world_id, app_id, organisation_id, psu_id, origin, status, services, access, recurring, frequency_per_day, valid_until_ms, created_at, last_action_at, ended_at'
  await createTable(db, engine, {
    name: 'consents_next',
    columns: [
      ...['id', 'realm', 'world_id', 'app_id', 'organisation_id'].map((name) => `${name} text`),
      'psu_id text?',
      ...['origin', 'status', 'services', 'access'].map((name) => `${name} text`),
      ...['recurring', 'frequency_per_day', 'valid_until_ms'].map((name) => `${name} int`),
      'created_at int',
      'last_action_at int',
      'ended_at int?',
      'request text?',
      'authenticated_at int?',
    ],
    primaryKey: ['id'],
  })
  await sql`insert into consents_next (${sql.raw(kept)}) select ${sql.raw(kept)} from consents`.execute(
    db,
  )
  await db.schema.dropTable('consents').execute()
  await db.schema.alterTable('consents_next').renameTo('consents').execute()
  await createIndex(db, 'consents', ['app_id'])
  await createIndex(db, 'consents', ['world_id', 'psu_id'])
}

async function widenAuthorisations(db: Kysely<unknown>) {
  const add = (name: string) => db.schema.alterTable('authorisations').addColumn(name, 'text')
  await db.schema
    .alterTable('authorisations')
    .addColumn('subject_kind', 'text', (column) => column.notNull().defaultTo('oauth-first'))
    .execute()
  await db.schema
    .alterTable('authorisations')
    .addColumn('approach', 'text', (column) => column.notNull().defaultTo('oauth'))
    .execute()
  for (const name of ['challenge', 'return_uri', 'return_nok_uri', 'link_hash', 'browser_hash'])
    await add(name).execute()
  await createIndex(db, 'authorisations', ['consent_id'])
}

async function accessTables(db: Kysely<unknown>, engine: Engine) {
  await createTable(db, engine, {
    name: 'unattended_accesses',
    columns: ['id text', 'consent_id text', 'account_id text', 'endpoint text', 'at int'],
    primaryKey: ['id'],
  })
  await createIndex(db, 'unattended_accesses', ['consent_id', 'account_id', 'endpoint', 'at'])
  await createIndex(db, 'unattended_accesses', ['at'])
  await createTable(db, engine, {
    name: 'report_marks',
    columns: ['consent_id text', 'account_id text', 'entry_reference text'],
    primaryKey: ['consent_id', 'account_id'],
  })
  await createTable(db, engine, {
    name: 'psu_failures',
    columns: ['realm text', 'world_id text', 'psu_id text', 'failures int', 'blocked_until int?'],
    primaryKey: ['realm', 'world_id', 'psu_id'],
  })
}

async function callerTables(db: Kysely<unknown>, engine: Engine) {
  await createTable(db, engine, {
    name: 'tpp_identifiers',
    columns: ['realm text', 'app_id text', 'identifier text', 'created_at int'],
    primaryKey: ['realm', 'app_id'],
  })
  await createUniqueIndex(db, 'tpp_identifiers', ['realm', 'identifier'])
  await createTable(db, engine, {
    name: 'test_certificates',
    columns: [
      'id text',
      'realm text',
      'app_id text',
      'thumbprint text',
      'serial text',
      'roles text',
      'not_before int',
      'not_after int',
      'created_at int',
      'revoked_at int?',
    ],
    primaryKey: ['id'],
  })
  await createUniqueIndex(db, 'test_certificates', ['realm', 'thumbprint'])
  await createIndex(db, 'test_certificates', ['app_id'])
}

export const dedicatedInterface = { up }
