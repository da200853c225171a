/** All stores of one connection or transaction. A store is added here and nowhere else. */
import type { Kysely } from 'kysely'
import { createAccessFactsStore } from './stores/access-facts-store.ts'
import { createAuthorisationStore } from './stores/authorisation-store.ts'
import { createConsentStore } from './stores/consent-store.ts'
import { createGrantStore } from './stores/grant-store.ts'
import { createOauthArtifactStore } from './stores/oauth-artifact-store.ts'
import type { Tables } from './tables.ts'

/** Every store over one Kysely (a pool, or one transaction). */
export function createStores(db: Kysely<Tables>) {
  return {
    accessFacts: createAccessFactsStore(db),
    authorisations: createAuthorisationStore(db),
    consents: createConsentStore(db),
    grants: createGrantStore(db),
    oauthArtifacts: createOauthArtifactStore(db),
  }
}

export type Stores = ReturnType<typeof createStores>
