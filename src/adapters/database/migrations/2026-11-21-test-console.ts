/**
 * An end for Client Secrets that are lent for a moment. Why: the test console acts as an app without knowing the
 * secret its developer was shown. Locks: `app_secrets` gets a nullable column, which takes a moment on both engines.
 * On a million secrets: the same moment, because no row is rewritten.
 */
import type { Kysely } from 'kysely'
import type { Engine } from '../engine.ts'

async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const whole = engine === 'sqlite' ? 'integer' : 'bigint'
  await db.schema.alterTable('app_secrets').addColumn('expires_at', whole).execute()
}

export const consoleSecrets = { up }
