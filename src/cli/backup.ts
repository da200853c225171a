/** `backup FILE`: copies the embedded store beside a running server, with nothing but Node. The secret is not in the copy. */
import { resolve } from 'node:path'
import { copyStore } from '#src/adapters/database/copy-store.ts'
import { storeFileOf } from '#src/adapters/database/store-file.ts'
import { openStoreToRead } from '#src/app/open-store.ts'
import { loadConfig } from '#src/config/config.ts'
import { RefusedError } from '#src/kit/refused-error.ts'
import type { Command } from './command.ts'

const bytesPerMegabyte = 1_000_000

export const backup: Command = async ({ arguments: rest, environment, print }) => {
  const [file, ...more] = rest
  if (file === undefined || more.length > 0)
    throw new RefusedError('Write: npm run portico -- backup FILE')
  const config = loadConfig(environment)
  if (config.databaseUrl)
    throw new RefusedError(
      'The store is a PostgreSQL database (DATABASE_URL): copy it with pg_dump, as docs/operating/backup-and-restore.md shows.',
    )
  // Opened once before, so that a missing store or secret is told as everywhere.
  await (await openStoreToRead(config)).database.close()
  const target = resolve(file)
  const bytes = await copyStore(storeFileOf(config.dataDirectory), target)
  print(`${target} is a whole copy of the store (${(bytes / bytesPerMegabyte).toFixed(1)} MB).`)
  print('The secret is not in it: keep a copy of that too, in another place.')
  return 0
}
