/** The key of the audit trail, for commands beside a running server; the server itself has it among its keys. */
import { loadInstallationKeys } from '#src/adapters/database/installation-keys.ts'
import { createSealedKeys } from '#src/adapters/database/sealed-keys.ts'
import { systemClock } from '#src/kit/clock.ts'
import { systemRandom } from '#src/kit/random.ts'
import type { OpenStore } from './open-store.ts'

/** Throws a RefusedError when the secret does not fit the store. */
export async function loadAuditKey({ database, secret }: OpenStore): Promise<Uint8Array> {
  const keys = createSealedKeys({ database, secret, clock: systemClock, random: systemRandom })
  await keys.assertSecretFits()
  return (await loadInstallationKeys({ keys, secret })).audit
}
