/** `secret rotate`, then `secret finish`: gives the store another secret beside running servers. Secrets come by environment or file, never by the command line. */
import {
  countSecrets,
  leaveOtherSecretsOut,
  letSecretIn,
} from '#src/adapters/database/change-secret.ts'
import { listPendingMigrations } from '#src/adapters/database/migrate.ts'
import { createSealedKeys } from '#src/adapters/database/sealed-keys.ts'
import { openStore } from '#src/app/open-store.ts'
import type { OpenStore } from '#src/app/open-store.ts'
import { inventSecret, replaceSecretFile, secretFileOf } from '#src/app/secret-file.ts'
import { loadConfig } from '#src/config/config.ts'
import type { Config } from '#src/config/config.ts'
import { systemClock } from '#src/kit/clock.ts'
import { systemRandom } from '#src/kit/random.ts'
import { RefusedError } from '#src/kit/refused-error.ts'
import type { Command } from './command.ts'
import { recordByOperator } from './record-by-operator.ts'

const usage = 'Write: npm run portico -- secret rotate, and later: npm run portico -- secret finish'

export const secret: Command = async ({ arguments: rest, environment, print }) => {
  const [step, ...more] = rest
  if ((step !== 'rotate' && step !== 'finish') || more.length > 0) throw new RefusedError(usage)
  const config = loadConfig(environment)
  const store = await openStore(config)
  try {
    await assertFits(store)
    for (const line of step === 'rotate' ? await rotate(config, store) : await finish(store))
      print(line)
    return 0
  } finally {
    await store.database.close()
  }
}

async function assertFits({ database, secret: current }: OpenStore): Promise<void> {
  if ((await listPendingMigrations(database)).length > 0) {
    throw new RefusedError(
      'The store does not have the newest structure. Write: npm run portico -- migrate',
    )
  }
  const shared = { database, clock: systemClock, random: systemRandom }
  await createSealedKeys({ ...shared, secret: current }).assertSecretFits()
}

async function rotate(config: Config, store: OpenStore): Promise<string[]> {
  const isInFile = config.secret === undefined
  if (!config.newSecret && !isInFile) {
    throw new RefusedError(
      'Give the new secret as PORTICO_NEW_SECRET, for instance the output of: openssl rand -base64 48',
    )
  }
  const next = config.newSecret ?? inventSecret()
  if (next.reveal() === store.secret.reveal())
    throw new RefusedError('PORTICO_NEW_SECRET is the secret that the store has.')
  await letSecretIn({ ...store, next, clock: systemClock, random: systemRandom })
  await recordByOperator(store, 'secret.rotated')
  const file = secretFileOf(config.dataDirectory)
  if (isInFile) replaceSecretFile(config.dataDirectory, next)
  return [
    'The store now opens with the former secret and with the new one; running servers go on.',
    isInFile
      ? `The new secret is in ${file}. Keep a copy of it apart from backups of the store, and restart the server.`
      : 'Restart every server with the new secret as PORTICO_SECRET, one after the other if you like.',
    'Then write, with the new secret: npm run portico -- secret finish',
  ]
}

async function finish(store: OpenStore): Promise<string[]> {
  if ((await countSecrets(store.database)) === 1)
    return ['The store opens with this secret alone; there is nothing to finish.']
  await leaveOtherSecretsOut({ ...store, clock: systemClock, random: systemRandom })
  await recordByOperator(store, 'secret.finished')
  return [
    'The store now opens with this secret alone.',
    'Backups from before still open with the former one: keep it as long as you keep them.',
  ]
}
