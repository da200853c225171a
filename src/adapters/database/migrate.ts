/** Brings a store to the newest structure. Migrations are dated, immutable and only go forward. */
import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Migration } from 'kysely/migration'
import type { Kysely } from 'kysely'
import { RefusedError } from '#src/kit/refused-error.ts'
import type { Database, Engine } from './engine.ts'
import { consoleSecrets } from './migrations/2026-11-21-test-console.ts'
import { foundation } from './migrations/2026-11-21-foundation.ts'
import { subscriptions } from './migrations/2026-11-21-subscriptions.ts'
import { support } from './migrations/2026-11-21-support.ts'
import { factsNotifications } from './migrations/2026-11-22-facts-notifications.ts'
import { dedicatedInterface } from './migrations/2026-11-22-dedicated-interface.ts'
import { accessCounts } from './migrations/2026-11-23-access-counts.ts'
import { interfaceWrites } from './migrations/2026-11-23-interface-writes.ts'
import { notifications } from './migrations/2026-11-23-notifications.ts'
import { credentials } from './migrations/2026-11-30-credentials.ts'
import { proof } from './migrations/2026-11-30-proof.ts'
import { visitorSlots } from './migrations/2026-11-30-visitor-slots.ts'
import { writesOnce } from './migrations/2026-11-30-writes-once.ts'

/** Where the migration tool notes what it has applied. */
const migrationTable = 'kysely_migration'

interface DatedMigration {
  up(db: Kysely<unknown>, engine: Engine): Promise<void>
}

/** Every migration by name; names sort by date. */
export const migrations: Readonly<Record<string, DatedMigration>> = {
  '2026-11-21-foundation': foundation,
  '2026-11-21-subscriptions': subscriptions,
  '2026-11-21-support': support,
  '2026-11-21-test-console': consoleSecrets,
  '2026-11-22-dedicated-interface': dedicatedInterface,
  '2026-11-22-facts-notifications': factsNotifications,
  '2026-11-23-access-counts': accessCounts,
  '2026-11-23-interface-writes': interfaceWrites,
  '2026-11-23-notifications': notifications,
  '2026-11-30-credentials': credentials,
  '2026-11-30-proof': proof,
  '2026-11-30-visitor-slots': visitorSlots,
  '2026-11-30-writes-once': writesOnce,
}

/** Refuses a store that a newer Portico has brought further than this one knows. */
export async function assertKnownStructure(database: Database): Promise<void> {
  const unknown = await listUnknownMigrations(database)
  if (unknown.length === 0) return
  throw new RefusedError(
    `The store has been used by a newer Portico: this one does not know ${unknown.join(', ')}. ` +
      'Start that version or a later one; to go back, restore a backup from before the change.',
  )
}

/** Names of migrations in the store that this version does not know; changes nothing. */
async function listUnknownMigrations({ db }: Database): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(({ name }) => name === migrationTable)) return []
  const { rows } = await sql<{ name: string }>`
    select name from ${sql.table(migrationTable)} order by name`.execute(db)
  return rows.map(({ name }) => name).filter((name) => !Object.hasOwn(migrations, name))
}

/** Applies what is missing and returns the names applied; throws the first error. Safe to run from several processes at once. */
export async function migrate(database: Database): Promise<string[]> {
  await assertKnownStructure(database)
  const { error, results } = await createMigrator(database).migrateToLatest()
  if (error)
    throw new Error('the store could not be brought to the newest structure', { cause: error })
  return (results ?? [])
    .filter((result) => result.status === 'Success')
    .map((result) => result.migrationName)
}

/** Names of migrations that the store has not seen yet; changes nothing. Refuses a store from a newer version. */
export async function listPendingMigrations(database: Database): Promise<string[]> {
  await assertKnownStructure(database)
  const known = await createMigrator(database).getMigrations()
  return known.filter((migration) => !migration.executedAt).map((migration) => migration.name)
}

function createMigrator(database: Database): Migrator {
  const all: Record<string, Migration> = {}
  for (const [name, migration] of Object.entries(migrations)) {
    all[name] = { up: (db) => migration.up(db as Kysely<unknown>, database.engine) }
  }
  return new Migrator({
    db: database.db,
    provider: { getMigrations: () => Promise.resolve(all) },
  })
}
