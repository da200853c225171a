/** Seals the audit trail of a running process: every minute, and when it ends. Says the newest head in the log and beside an embedded store, where a store that has lost something is told by it. */
import { createAuditStore } from '#src/adapters/database/stores/audit-store.ts'
import { readWitness, writeWitness } from '#src/adapters/database/audit-witness.ts'
import { headOf } from '#src/domain/audit/chain.ts'
import type { AuditActor, AuditEvent } from '#src/domain/audit/audit-trail.ts'
import { createSealer } from '#src/domain/audit/checkpoints.ts'
import { hourMs, minuteMs } from '#src/kit/clock.ts'
import { findStoreFailure } from '#src/kit/store-unavailable-error.ts'
import type { Ground } from './ground.ts'

export const sealIntervalMs = minuteMs
/** How often the log says the head; each of its lines is something to hold a later trail against. */
const sayIntervalMs = hourMs

type SealGround = Pick<
  Ground,
  | 'config'
  | 'database'
  | 'installationKeys'
  | 'clock'
  | 'log'
  | 'transact'
  | 'attempts'
  | 'auditHealth'
>

export interface AuditSeals {
  seal(): Promise<void>
  /** Writes an entry to learn whether it works again; does nothing while nothing is wrong. */
  probe(): Promise<void>
  /** Records what is still in memory and that the process ends, and seals it. */
  close(): Promise<void>
}

/** Holds the trail against the head beside the store, records the start and seals. */
export async function startAuditSeals(ground: SealGround): Promise<AuditSeals> {
  const { config, database, clock, log, transact, attempts, auditHealth } = ground
  const directory = config.databaseUrl ? undefined : config.dataDirectory
  const { audit: key } = ground.installationKeys
  const store = createAuditStore(database.db)
  const sealer = createSealer({ store, key, clock })
  const witness = directory === undefined ? undefined : readWitness(directory)
  const isOlder = witness !== undefined && !(await hasHead(ground, witness))
  let saidAt = 0
  const note = (action: string, facts: AuditEvent['facts'] = {}) =>
    transact(async ({ audit }) => {
      const actor: AuditActor = { kind: 'system' }
      audit.note({ actor, action, subject: { kind: 'installation', id: config.bank }, facts })
    })
  const seal = async () => {
    const checkpoint = await sealer.seal()
    if (!checkpoint) return
    const head = headOf(checkpoint)
    if (directory !== undefined) writeWitness(directory, head)
    if (clock.now() - saidAt < sayIntervalMs) return
    saidAt = clock.now()
    log.info({ head }, 'audit trail sealed; audit verify --expect takes this head')
  }
  const begin = async () => {
    await sealer.seal() // before the first entry with a key, so that those without one are vouched for
    if (isOlder) await note('installation.store-older', { head: witness })
    await note('process.started')
    await seal()
  }
  if (isOlder)
    log.error(
      { head: witness },
      'THE STORE IS OLDER THAN IT WAS: its audit trail lacks this head. Unless you have restored a backup, changes were lost.',
    )
  // What only reads is served all the same, and /readyz says what is wrong.
  await begin().catch((error: unknown) => {
    const failure = findStoreFailure(error)
    if (failure && failure.fault !== 'unrecorded') throw error
    auditHealth.heard(error)
  })
  return {
    seal,
    async probe() {
      if (!auditHealth.isWritable()) await note('audit.writable-again')
    },
    async close() {
      await attempts.flush()
      await note('process.stopped')
      saidAt = 0
      await seal()
    },
  }
}

async function hasHead({ database }: SealGround, head: string): Promise<boolean> {
  const seq = Number(head.split('-')[0])
  const store = createAuditStore(database.db)
  const [found] = await store.listCheckpoints({ seq: seq - 1, limit: 1 })
  return found !== undefined && headOf(found) === head
}
