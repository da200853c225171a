/** `keys list | rotate [--leaked]`: lets other keys follow those that sign tokens, notifications and cookies. Running servers follow within seconds. */
import { parseArgs } from 'node:util'
import { listPendingMigrations } from '#src/adapters/database/migrate.ts'
import { createSealedKeys } from '#src/adapters/database/sealed-keys.ts'
import { listOauthKeys, rotateOauthKeys } from '#src/app/oauth-keys.ts'
import type { KeyPlan } from '#src/app/oauth-keys.ts'
import { openStore } from '#src/app/open-store.ts'
import type { OpenStore } from '#src/app/open-store.ts'
import { sandboxRealm } from '#src/app/rooms.ts'
import { loadConfig } from '#src/config/config.ts'
import { systemClock } from '#src/kit/clock.ts'
import { systemRandom } from '#src/kit/random.ts'
import { RefusedError } from '#src/kit/refused-error.ts'
import type { Command } from './command.ts'
import { recordByOperator } from './record-by-operator.ts'

const usage = 'Write: npm run portico -- keys list, or: npm run portico -- keys rotate [--leaked]'

export const keys: Command = async ({ arguments: rest, environment, print }) => {
  const { action, isLeaked } = parseWords(rest)
  const store = await openStore(loadConfig(environment))
  try {
    const ground = await openKeys(store)
    if (action === 'list') {
      for (const line of toLines(await listOauthKeys(ground))) print(line)
      return 0
    }
    const plans = await rotateOauthKeys(ground, { isLeaked })
    if (!plans)
      throw new RefusedError(
        'The next key is published already and waits for its use: see npm run portico -- keys list. ' +
          'If a key has leaked, write: npm run portico -- keys rotate --leaked',
      )
    await recordByOperator(store, isLeaked ? 'keys.replaced' : 'keys.rotated')
    for (const line of toLines(plans)) print(line)
    if (isLeaked)
      print('What the former keys have signed ends with them; customers under way begin again.')
    return 0
  } finally {
    await store.database.close()
  }
}

function parseWords(rest: readonly string[]): { action: 'list' | 'rotate'; isLeaked: boolean } {
  const { positionals, values } = parseArgs({
    args: [...rest],
    allowPositionals: true,
    options: { leaked: { type: 'boolean', default: false } },
  })
  const [action, ...more] = positionals
  const isKnown = action === 'list' || action === 'rotate'
  if (!isKnown || more.length > 0 || (action === 'list' && values.leaked))
    throw new RefusedError(usage)
  return { action, isLeaked: values.leaked }
}

async function openKeys({ database, secret }: OpenStore) {
  if ((await listPendingMigrations(database)).length > 0) {
    throw new RefusedError(
      'The store does not have the newest structure. Write: npm run portico -- migrate',
    )
  }
  const shared = { clock: systemClock, random: systemRandom }
  const sealed = createSealedKeys({ database, secret, ...shared })
  await sealed.assertSecretFits()
  return { keys: sealed, realm: sandboxRealm, ...shared }
}

function toLines(plans: readonly KeyPlan[]): string[] {
  return plans.map(({ kid, usedFrom, endsAt }, index) => {
    const from = index === 0 ? 'signs now' : `used from ${toTime(usedFrom)}`
    const isFormer = index > 0 && endsAt !== undefined
    const end = endsAt === undefined ? '' : `, published until ${toTime(endsAt)}`
    return `${kid}  ${isFormer ? 'signs no more' : from}${end}`
  })
}

function toTime(at: number): string {
  return new Date(at).toISOString()
}
