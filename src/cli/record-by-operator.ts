/** Records in the audit trail what an operator has done with the installation on the command line. */
import { loadInstallationKeys } from '#src/adapters/database/installation-keys.ts'
import { createSealedKeys } from '#src/adapters/database/sealed-keys.ts'
import { createStores } from '#src/adapters/database/stores.ts'
import { createTransact } from '#src/adapters/database/unit-of-work.ts'
import type { OpenStore } from '#src/app/open-store.ts'
import { systemClock } from '#src/kit/clock.ts'
import { systemRandom } from '#src/kit/random.ts'

export async function recordByOperator(store: OpenStore, action: string): Promise<void> {
  const { database, secret } = store
  const shared = { database, clock: systemClock, random: systemRandom }
  const keys = createSealedKeys({ ...shared, secret })
  const { audit: auditKey } = await loadInstallationKeys({ keys, secret })
  const transact = createTransact({ ...shared, createStores, auditKey })
  await transact(async ({ audit }) => {
    const subject = { kind: 'installation', id: 'keys' }
    audit.record({ actor: { kind: 'operator' }, action, subject })
  })
}
