/** `migrate`: brings the store to the newest structure without serving. Works beside a running server. */
import { assertUndamaged } from '#src/adapters/database/store-check.ts'
import { migrate } from '#src/adapters/database/migrate.ts'
import { openOrMakeStore } from '#src/app/open-store.ts'
import { loadConfig } from '#src/config/config.ts'
import type { Command } from './command.ts'

export const migrateStore: Command = async ({ environment, print }) => {
  const { database } = await openOrMakeStore(loadConfig(environment), { isPatient: true })
  try {
    await assertUndamaged(database)
    const applied = await migrate(database)
    if (applied.length === 0) print('The store already has the newest structure.')
    for (const name of applied) print(`Applied ${name}`)
    return 0
  } finally {
    await database.close()
  }
}
