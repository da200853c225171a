/** `audit verify`: recomputes the audit trail. Works beside a running server and leaves the trail as it is. */
import { loadInstallationKeys } from '#src/adapters/database/installation-keys.ts'
import { createSealedKeys } from '#src/adapters/database/sealed-keys.ts'
import { createAuditStore } from '#src/adapters/database/stores/audit-store.ts'
import { listPendingMigrations } from '#src/adapters/database/migrate.ts'
import { openStore } from '#src/app/open-store.ts'
import type { OpenStore } from '#src/app/open-store.ts'
import { loadConfig } from '#src/config/config.ts'
import { verifyAudit } from '#src/domain/audit/verify-audit.ts'
import type { AuditFinding } from '#src/domain/audit/verify-audit.ts'
import { systemClock } from '#src/kit/clock.ts'
import { systemRandom } from '#src/kit/random.ts'
import { RefusedError } from '#src/kit/refused-error.ts'
import type { Command } from './command.ts'

const meanings: Record<AuditFinding['kind'], string> = {
  'altered-entry': 'the entry was altered',
  'removed-entry': 'entries before this one were removed',
  'truncated-chain': 'the end of the chain was cut off before this entry, which a checkpoint names',
  'altered-checkpoint': 'the checkpoint was altered or sealed with another secret',
  'removed-checkpoint': 'checkpoints before this one were removed',
}

export const audit: Command = async ({ arguments: rest, environment, print }) => {
  if (rest[0] !== 'verify' || rest.length > 1) {
    throw new RefusedError('Write: npm run portico -- audit verify')
  }
  const store = await openStore(loadConfig(environment))
  try {
    const report = await verify(store)
    print(
      `${report.entries} entries in ${report.chains} chains, ${report.checkpoints} checkpoints: ` +
        (report.findings.length === 0 ? 'everything fits.' : 'NOT everything fits.'),
    )
    for (const { kind, where, seq } of report.findings)
      print(`  ${where} #${seq}: ${meanings[kind]}`)
    return report.findings.length === 0 ? 0 : 1
  } finally {
    await store.database.close()
  }
}

async function verify({ database, secret }: OpenStore) {
  if ((await listPendingMigrations(database)).length > 0) {
    throw new RefusedError(
      'The store does not have the newest structure. Write: npm run portico -- migrate',
    )
  }
  const keys = createSealedKeys({ database, secret, clock: systemClock, random: systemRandom })
  await keys.assertSecretFits()
  const { audit: key } = await loadInstallationKeys({ keys, secret })
  return await verifyAudit(createAuditStore(database.db), key)
}
