/** The look-ups on the way of every read, with the facts cache in front of them. Whoever changes something reads the stores themselves. */
import type { FactsCache } from './facts-cache.ts'
import type { Stores } from './stores.ts'

export interface ReadingStores {
  readonly accessFacts: Stores['accessFacts']
  readonly certificates: Pick<Stores['certificates'], 'findFacts'>
  readonly consents: Pick<Stores['consents'], 'find'>
  readonly worlds: Pick<Stores['worlds'], 'offsetOf' | 'profilePatchOf' | 'testDataOf'>
}

export function createReadingStores(stores: Stores, cache: FactsCache): ReadingStores {
  const { accessFacts, certificates, consents, worlds } = stores
  const worldOf = (found: { readonly worldId: string } | undefined) => found?.worldId
  const ofWorld = <Value>(kind: string, load: (id: string) => Promise<Value>) => {
    return (id: string) =>
      cache.remember(
        `${kind}|${id}`,
        () => load(id),
        () => id,
      )
  }
  return {
    accessFacts: {
      findByTokenHash: (realm, hash) =>
        cache.remember(
          `token|${realm}|${hash}`,
          () => accessFacts.findByTokenHash(realm, hash),
          worldOf,
        ),
    },
    certificates: {
      findFacts: (realm, thumbprint) =>
        cache.remember(
          `certificate|${realm}|${thumbprint}`,
          () => certificates.findFacts(realm, thumbprint),
          worldOf,
        ),
    },
    consents: {
      find: (id) => cache.remember(`consent|${id}`, () => consents.find(id), worldOf),
    },
    worlds: {
      offsetOf: ofWorld('offset', (id) => worlds.offsetOf(id)),
      profilePatchOf: ofWorld('profile', (id) => worlds.profilePatchOf(id)),
      testDataOf: ofWorld('data', (id) => worlds.testDataOf(id)),
    },
  }
}
