/** Seals the heads of the chains, so that a cut-off end of a chain is noticed. It verifies nothing. */
import type { Clock } from '#src/kit/clock.ts'
import type { AuditStore } from './audit-store.ts'
import { noHash, sealOf } from './chain.ts'
import type { AuditCheckpoint, ChainHead } from './chain.ts'

const pageSize = 1_000
/** So many small checkpoints follow a whole one at most: a start has to read no more. */
const changedMax = 1_000

export interface Sealer {
  /** Writes a checkpoint unless nothing happened since the last one; answers it when it was this one that wrote. */
  seal(): Promise<AuditCheckpoint | undefined>
}

/**
 * Two processes may seal at the same time: one wins, and what the other one saw is in the next checkpoint at the
 * latest. A checkpoint names only the chains that moved, because every start of a process leaves a chain for ever.
 */
export function createSealer(options: {
  readonly store: AuditStore
  readonly key: Uint8Array
  readonly clock: Clock
}): Sealer {
  const { store, key, clock } = options
  const sealed = new Map<string, ChainHead>()
  let last: AuditCheckpoint | undefined
  let changedCount = 0

  const take = (checkpoint: AuditCheckpoint) => {
    changedCount = checkpoint.kind === 'changed' ? changedCount + 1 : 0
    for (const head of checkpoint.heads) sealed.set(head.chainId, head)
    last = checkpoint
  }
  const catchUp = async () => {
    if (!last) {
      const whole = await store.findLastWholeCheckpoint()
      if (whole) take(whole)
    }
    for (;;) {
      const page = await store.listCheckpoints({ seq: last?.seq ?? 0, limit: pageSize })
      for (const checkpoint of page) take(checkpoint)
      if (page.length < pageSize) return
    }
  }
  const findNext = (heads: readonly ChainHead[]) => {
    const changed = heads.filter(({ chainId, hash }) => sealed.get(chainId)?.hash !== hash)
    const isAfterFirstForm = last?.kind === null
    if (changed.length === 0 && !isAfterFirstForm) return undefined
    const isWhole = !last || isAfterFirstForm || changedCount >= changedMax
    return isWhole
      ? ({ kind: 'whole', heads } as const)
      : ({ kind: 'changed', heads: changed } as const)
  }
  return {
    async seal() {
      await catchUp()
      const next = findNext(await store.listHeads())
      if (!next) return undefined
      const before = last ?? { seq: 0, seal: noHash }
      const place = { seq: before.seq + 1, at: clock.now(), previousSeal: before.seal }
      const open = { ...next, ...place }
      const checkpoint = { ...open, seal: sealOf(open, key) }
      if (!(await store.addCheckpoint(checkpoint))) return undefined
      take(checkpoint)
      return checkpoint
    },
  }
}
