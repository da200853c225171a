/** Brings the store of a configuration to the newest structure; on PostgreSQL over a connection that waits as long as that takes. */
import { openPostgres } from '#src/adapters/database/engine.ts'
import type { Database } from '#src/adapters/database/engine.ts'
import { migrate } from '#src/adapters/database/migrate.ts'
import type { Config } from '#src/config/config.ts'

/** Answers the names of what was applied. */
export async function migrateStore(
  { databaseUrl }: Pick<Config, 'databaseUrl'>,
  database: Database,
): Promise<string[]> {
  if (!databaseUrl) return migrate(database)
  const patient = openPostgres(databaseUrl.reveal(), { connectionsMax: 1, isPatient: true })
  try {
    return await migrate(patient)
  } finally {
    await patient.close()
  }
}
