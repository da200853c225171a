/** Seals the heads of all chains together, so that a cut-off end of a chain is noticed. It verifies nothing. */
import type { Clock } from '#src/kit/clock.ts'
import type { AuditStore } from './audit-store.ts'
import { noHash, sealOf, toCanonicalJson } from './chain.ts'
import type { AuditCheckpoint } from './chain.ts'

/**
 * Writes a checkpoint unless nothing happened since the last one. Two processes may try at the same time:
 * one wins, and the other one's entries are in the next checkpoint at the latest.
 */
export async function sealCheckpoint(options: {
  readonly store: AuditStore
  readonly key: Uint8Array
  readonly clock: Clock
}): Promise<AuditCheckpoint | undefined> {
  const { store, key, clock } = options
  const last = await store.findLastCheckpoint()
  const heads = await store.listHeads()
  if (toCanonicalJson(heads) === toCanonicalJson(last?.heads ?? [])) return undefined
  const open = {
    seq: (last?.seq ?? 0) + 1,
    at: clock.now(),
    heads,
    previousSeal: last?.seal ?? noHash,
  }
  const checkpoint = { ...open, seal: sealOf(open, key) }
  return (await store.addCheckpoint(checkpoint)) ? checkpoint : undefined
}
