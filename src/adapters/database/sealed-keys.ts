/** Keys of the installation, kept sealed in the store and shared by all its processes. It does not know what a key is for. */
import type { Clock } from '#src/kit/clock.ts'
import type { Hidden } from '#src/kit/hidden.ts'
import type { Random } from '#src/kit/random.ts'
import type { Database } from './engine.ts'
import { deriveKey, openText, sealText } from './sealing.ts'
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
  /** Throws a RefusedError when the secret does not fit the store. */
  assertSecretFits(): Promise<void>
}

const installationRealm = 'installation'

export function createSealedKeys(options: {
  readonly database: Database
  readonly secret: Hidden
  readonly clock: Clock
  readonly random: Random
}): SealedKeys {
  const { database, secret, clock, random } = options
  const store = createKeyStore(database.db)
  const sealing = { key: deriveKey(secret, 'sealed keys'), random }

  const loadOrRenewKey: SealedKeys['loadOrRenewKey'] = async (realm, name, renew) => {
    const aad = JSON.stringify([realm, name])
    const found = await store.find({ realm, name })
    const current = found === undefined ? undefined : openText(found, aad, sealing.key)
    const next = await renew(current)
    if (next === current) return current
    const to = sealText(next, aad, sealing)
    if (found === undefined) await store.add({ realm, name }, to, clock.now())
    else await store.replace({ realm, name }, { from: found, to, at: clock.now() })
    const kept = await store.find({ realm, name })
    return kept === undefined ? next : openText(kept, aad, sealing.key)
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
      await loadOrCreateKey(installationRealm, 'secret-check', () => Promise.resolve('fits'))
    },
  }
}
