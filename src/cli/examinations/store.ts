/** Examines the store thoroughly: file, every page, structure, bank, secret, audit trail. It changes nothing, and makes neither store nor secret. */
import { countSecrets } from '#src/adapters/database/change-secret.ts'
import { createSealedKeys } from '#src/adapters/database/sealed-keys.ts'
import { listDamages } from '#src/adapters/database/store-check.ts'
import { hasStore, restoreAdvice } from '#src/adapters/database/store-file.ts'
import { findMissingChanges } from '#src/adapters/database/store-mark.ts'
import { isAuditMissing, readStoreState } from '#src/adapters/database/store-state.ts'
import { openStoreToRead } from '#src/app/open-store.ts'
import { systemClock } from '#src/kit/clock.ts'
import { systemRandom } from '#src/kit/random.ts'
import type { Examination, Finding, StoreExamination } from './finding.ts'
import { messageOf } from './finding.ts'

const postgresMajorMin = 15

/** After the structure has been found fit. Add what else a store can be asked. */
const storeExaminations: readonly StoreExamination[] = [
  examineBinding,
  examineSecret,
  examineAudit,
  examineMark,
]

export const examineStore: Examination = async (scene) => {
  const { config } = scene
  if (!config.databaseUrl && !hasStore(config.dataDirectory)) {
    const text = `No store in ${config.dataDirectory} yet: the first start makes it.`
    return [{ state: 'note', text }]
  }
  const store = await openStoreToRead(config)
  try {
    const damages = await listDamages(store.database)
    if (damages.length > 0) return damages.map(toDamage)
    const { findings, isFit } = await examineStructure({ ...scene, ...store })
    if (!isFit) return findings
    for (const examine of storeExaminations)
      findings.push(...(await settle(() => examine({ ...scene, ...store }))))
    return findings
  } finally {
    await store.database.close()
  }
}

/** What an examination throws would stop a start, and keeps none of the others from being made. */
export async function settle(
  work: () => readonly Finding[] | Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  try {
    return await work()
  } catch (error) {
    return [{ state: 'stops', text: messageOf(error) }]
  }
}

function toDamage(damage: string): Finding {
  return { state: 'stops', text: `The embedded store is damaged (${damage}). ${restoreAdvice}` }
}

async function examineStructure({
  database,
}: Parameters<StoreExamination>[0]): Promise<{ findings: Finding[]; isFit: boolean }> {
  const { pendingMigrations, postgresMajor, bank } = await readStoreState(database)
  const name =
    database.engine === 'sqlite' ? 'Embedded store, whole' : `PostgreSQL ${postgresMajor}`
  const findings: Finding[] = [
    pendingMigrations.length === 0
      ? { state: 'fine', text: `${name}, newest structure` }
      : { state: 'note', text: `${name}: the next start applies ${pendingMigrations.join(', ')}` },
  ]
  if (postgresMajor !== undefined && postgresMajor < postgresMajorMin)
    findings.push({
      state: 'stops',
      text: `Portico needs PostgreSQL ${postgresMajorMin} or later.`,
    })
  return { findings, isFit: bank !== undefined }
}

async function examineBinding({
  config,
  database,
}: Parameters<StoreExamination>[0]): Promise<Finding[]> {
  const { bank } = await readStoreState(database)
  if (bank === config.bank) return []
  const text = `The store belongs to the bank pack "${bank}". Set PORTICO_BANK=${bank}.`
  return [{ state: 'stops', text }]
}

async function examineSecret({
  database,
  secret,
}: Parameters<StoreExamination>[0]): Promise<Finding[]> {
  const keys = createSealedKeys({ database, secret, clock: systemClock, random: systemRandom })
  if (!(await keys.isSecretKnown())) return []
  const fits: Finding = { state: 'fine', text: 'The secret fits the store' }
  if ((await countSecrets(database)) === 1) return [fits]
  const text =
    'Two secrets open the store. When every server runs with the new one, write: npm run portico -- secret finish'
  return [fits, { state: 'note', text }]
}

async function examineAudit({ database }: Parameters<StoreExamination>[0]): Promise<Finding[]> {
  if (!(await isAuditMissing(database))) return []
  const text = `The store has apps or developers, but its audit trail is empty. ${restoreAdvice}`
  return [{ state: 'unsafe', text }]
}

async function examineMark({
  config,
  database,
}: Parameters<StoreExamination>[0]): Promise<Finding[]> {
  if (config.databaseUrl) return []
  const text = await findMissingChanges(database, config.dataDirectory)
  return text === undefined ? [] : [{ state: 'stops', text }]
}
