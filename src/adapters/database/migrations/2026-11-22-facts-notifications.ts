/**
 * Tells every process of a change to what reads are judged by, with the commit of the change.
 * Why: processes keep such facts for a moment and must drop them when another process ends an access.
 * Locks: on PostgreSQL each table shortly, for its triggers; on SQLite nothing: one process owns the file.
 */
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Engine } from '../engine.ts'

/** Of each table the column that names the World. */
const worldColumns = { worlds: 'id', apps: 'world_id', grants: 'world_id', consents: 'world_id' }
const tokenKinds = `old.kind in ('AccessToken', 'ClientCredentials')`

async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  if (engine !== 'postgres') return
  await sql`
    create function portico_facts_changed() returns trigger language plpgsql as $$
    begin
      perform pg_notify('portico_facts', to_jsonb(old) ->> tg_argv[0]);
      return null;
    end $$`.execute(db)
  await sql`
    create function portico_certificate_changed() returns trigger language plpgsql as $$
    begin
      perform pg_notify('portico_facts', world_id) from apps where id = old.app_id;
      return null;
    end $$`.execute(db)
  for (const [table, column] of Object.entries(worldColumns))
    await notify(db, table, { call: `portico_facts_changed('${column}')` })
  await notify(db, 'oauth_artifacts', {
    call: `portico_facts_changed('world_id')`,
    when: tokenKinds,
  })
  await notify(db, 'test_certificates', { call: 'portico_certificate_changed()' })
}

/** A new row changes no fact that somebody could have read before. */
async function notify(
  db: Kysely<unknown>,
  table: string,
  { call, when = 'true' }: { readonly call: string; readonly when?: string },
) {
  const isOther = '(old.* is distinct from new.*)'
  await sql
    .raw(
      `create trigger ${table}_facts_changed after update on ${table}
       for each row when (${when} and ${isOther}) execute function ${call}`,
    )
    .execute(db)
  await sql
    .raw(
      `create trigger ${table}_facts_gone after delete on ${table}
       for each row when (${when}) execute function ${call}`,
    )
    .execute(db)
}

export const factsNotifications = { up }
