/** Keys of the installation, kept sealed in the store and shared by all its processes. It does not know what a key is for. */
import type { Clock } from '#src/kit/clock.ts'
import type { Hidden } from '#src/kit/hidden.ts'
import type { Random } from '#src/kit/random.ts'
import type { Database } from './engine.ts'
import { createKeySeals } from './key-seals.ts'
import { createKeyStore } from './stores/key-store.ts'

/** Loads keys as text (PEM, JSON); what `create` makes is kept by the first process and read by all others. */
export interface SealedKeys {
  loadOrCreateKey(realm: string, name: string, create: () => Promise<string>): Promise<string>
  /** Loads the key and renews it when `renew` answers another text; of two processes one wins. */
  loadOrRenewKey(
    realm: string,
    name: string,
    renew: (current: string | undefined) => Promise<string>,
  ): Promise<string>
  /** Changes a key that is there; answers what is kept, undefined when there is none. */
  changeKey(
    realm: string,
    name: string,
    change: (current: string) => string,
  ): Promise<string | undefined>
  /** Throws a RefusedError when the secret does not fit the store; notes it in a store that has none. */
  assertSecretFits(): Promise<void>
  /** The same without noting anything: true when the secret fits, false when the store has none yet. */
  isSecretKnown(): Promise<boolean>
}

const secretCheck = { realm: 'installation', name: 'secret-check' }

export function createSealedKeys(options: {
  readonly database: Database
  readonly secret: Hidden
  readonly clock: Clock
  readonly random: Random
}): SealedKeys {
  const { database, secret, clock, random } = options
  const store = createKeyStore(database.db)
  const seals = createKeySeals({ store, secret, random })

  const loadOrRenewKey: SealedKeys['loadOrRenewKey'] = async (realm, name, renew) => {
    const place = { realm, name }
    const found = await store.find(place)
    const current = found === undefined ? undefined : await seals.open(found, place)
    const next = await renew(current)
    if (next === current) return current
    const to = await seals.seal(next, place)
    if (found === undefined) await store.add(place, to, clock.now())
    else await store.replace(place, { from: found, to, at: clock.now() })
    const kept = await store.find(place)
    if (kept === undefined) return next
    const text = await seals.open(kept, place)
    // The secret was being changed in between: what is sealed in the old way must not stay behind.
    if (!(await seals.isNewest(kept))) {
      const again = await seals.seal(text, place)
      await store.replace(place, { from: kept, to: again, at: clock.now() })
    }
    return text
  }
  const loadOrCreateKey: SealedKeys['loadOrCreateKey'] = (realm, name, create) =>
    loadOrRenewKey(realm, name, (current) =>
      current === undefined ? create() : Promise.resolve(current),
    )
  return {
    loadOrCreateKey,
    loadOrRenewKey,
    async changeKey(realm, name, change) {
      if ((await store.find({ realm, name })) === undefined) return undefined
      return await loadOrRenewKey(realm, name, (current) =>
        Promise.resolve(current === undefined ? '' : change(current)),
      )
    },
    async assertSecretFits() {
      const { realm, name } = secretCheck
      await loadOrCreateKey(realm, name, () => Promise.resolve('fits'))
    },
    async isSecretKnown() {
      const found = await store.find(secretCheck)
      if (found === undefined) return false
      await seals.open(found, secretCheck)
      return true
    },
  }
}
