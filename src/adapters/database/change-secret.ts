/**
 * Changes the secret of a store in two steps, beside running processes: first the old and the new one open it, then the
 * new one alone. No key changes, so what was signed, sealed or chained before stays valid.
 */
import { sql } from 'kysely'
import type { Clock } from '#src/kit/clock.ts'
import type { Hidden } from '#src/kit/hidden.ts'
import type { Random } from '#src/kit/random.ts'
import { RefusedError } from '#src/kit/refused-error.ts'
import type { Database } from './engine.ts'
import {
  addMaster,
  createKeySeals,
  masterOfName,
  masterRealm,
  slotOf,
  slotOfName,
} from './key-seals.ts'
import { createKeyStore } from './stores/key-store.ts'
import type { KeyStore } from './stores/key-store.ts'

interface ChangeOptions {
  readonly database: Database
  /** One that opens the store now. */
  readonly secret: Hidden
  readonly clock: Clock
  readonly random: Random
}

/** Seals every key anew so that both secrets open it. Refuses while another change is under way. */
export async function letSecretIn(options: ChangeOptions & { next: Hidden }): Promise<void> {
  const { secret, next, clock, random } = options
  await alone(options.database, async (store) => {
    const slots = new Set((await store.listNames(masterRealm)).map(slotOfName))
    if (slots.has(slotOf(next))) return
    if (slots.size > 1)
      throw new RefusedError(
        'The secret of this store is being changed already. Write: npm run portico -- secret finish',
      )
    // Opened before there is another master key: the store must fit the secret as it is.
    const keys = await openAll(store, options)
    await addMaster({ store, secrets: [secret, next], clock, random })
    await sealAll(store, options, keys)
  })
}

/** Takes every other secret out of the store. Answers how many there were. */
export async function leaveOtherSecretsOut(options: ChangeOptions): Promise<number> {
  return alone(options.database, async (store) => {
    const names = await store.listNames(masterRealm)
    const own = slotOf(options.secret)
    const others = new Set(names.map(slotOfName).filter((slot) => slot !== own))
    if (others.size === 0) return 0
    const keys = await openAll(store, options)
    await sealAll(store, options, keys)
    const newest = names
      .filter((name) => slotOfName(name) === own)
      .map(masterOfName)
      .toSorted()
      .at(-1)
    for (const name of names)
      if (name !== `${newest}/${own}`) await store.remove({ realm: masterRealm, name })
    return others.size
  })
}

/** How many secrets open the store; more than one while it is being changed. */
export async function countSecrets({ db }: Database): Promise<number> {
  const names = await createKeyStore(db).listNames(masterRealm)
  return Math.max(1, new Set(names.map(slotOfName)).size)
}

interface OpenKey {
  readonly realm: string
  readonly name: string
  readonly sealed: string
  readonly text: string
}

async function openAll(store: KeyStore, options: ChangeOptions): Promise<OpenKey[]> {
  const seals = createKeySeals({ store, ...options })
  const keys: OpenKey[] = []
  for (const row of await store.list())
    if (row.realm !== masterRealm) keys.push({ ...row, text: await seals.open(row.sealed, row) })
  return keys
}

async function sealAll(store: KeyStore, options: ChangeOptions, keys: readonly OpenKey[]) {
  const seals = createKeySeals({ store, ...options })
  for (const { realm, name, sealed, text } of keys) {
    const place = { realm, name }
    const to = await seals.seal(text, place)
    await store.replace(place, { from: sealed, to, at: options.clock.now() })
  }
}

/** In one transaction in which nobody else writes a key; SQLite has one writer anyway. */
async function alone<Result>(
  { db, engine }: Database,
  work: (store: KeyStore) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(async (transaction) => {
    if (engine === 'postgres')
      await sql`lock table sealed_keys in exclusive mode`.execute(transaction)
    return work(createKeyStore(transaction))
  })
}
