/** Recomputes the whole trail and tells what does not fit. It changes nothing and may run beside a server. */
import type { AuditReader } from './audit-store.ts'
import { hashEntry, noHash, sealOf } from './chain.ts'
import type { AuditCheckpoint, AuditEntry, ChainHead } from './chain.ts'

/** One thing that does not fit, with the place where it was seen. */
export interface AuditFinding {
  readonly kind:
    | 'altered-entry'
    | 'removed-entry'
    | 'truncated-chain'
    | 'altered-checkpoint'
    | 'removed-checkpoint'
  /** Chain id, or `checkpoints`. */
  readonly where: string
  readonly seq: number
}

export interface AuditReport {
  readonly chains: number
  readonly entries: number
  readonly checkpoints: number
  readonly findings: readonly AuditFinding[]
}

const pageSize = 1_000
/** Enough to see what happened; a wholly replaced trail must not fill the screen. */
const findingsMax = 100

interface Tally {
  entries: number
  checkpoints: number
  readonly findings: AuditFinding[]
}

/**
 * Checks every hash, every number and every seal. Checkpoints are read before the entries: a running server
 * only adds, so everything a checkpoint names must be found afterwards. What came after the last checkpoint
 * is protected by its hashes alone: its last entries could be cut off unnoticed until the next one.
 */
export async function verifyAudit(reader: AuditReader, key: Uint8Array): Promise<AuditReport> {
  const tally: Tally = { entries: 0, checkpoints: 0, findings: [] }
  const sealed = await verifyCheckpoints(reader, key, tally)
  const chainIds = new Set(sealed.keys())
  for (const head of await reader.listHeads()) chainIds.add(head.chainId)
  for (const chainId of chainIds) {
    await verifyChain(reader, { chainId, sealed: sealed.get(chainId) ?? [] }, tally)
  }
  const { entries, checkpoints, findings } = tally
  return { chains: chainIds.size, entries, checkpoints, findings: findings.slice(0, findingsMax) }
}

/** Checks the seals and returns, by chain, the distinct heads they vouch for. */
async function verifyCheckpoints(reader: AuditReader, key: Uint8Array, tally: Tally) {
  const sealed = new Map<string, ChainHead[]>()
  let previous: Pick<AuditCheckpoint, 'seq' | 'seal'> = { seq: 0, seal: noHash }
  for (;;) {
    const page = await reader.listCheckpoints({ seq: previous.seq, limit: pageSize })
    for (const checkpoint of page) {
      tally.checkpoints += 1
      const kind = judgeCheckpoint(checkpoint, previous, key)
      if (kind) tally.findings.push({ kind, where: 'checkpoints', seq: checkpoint.seq })
      if (kind !== 'altered-checkpoint') addHeads(sealed, checkpoint.heads)
      previous = checkpoint
    }
    if (page.length < pageSize) return sealed
  }
}

function judgeCheckpoint(
  checkpoint: AuditCheckpoint,
  previous: Pick<AuditCheckpoint, 'seq' | 'seal'>,
  key: Uint8Array,
): 'altered-checkpoint' | 'removed-checkpoint' | undefined {
  if (sealOf(checkpoint, key) !== checkpoint.seal) return 'altered-checkpoint'
  if (checkpoint.seq !== previous.seq + 1) return 'removed-checkpoint'
  return checkpoint.previousSeal === previous.seal ? undefined : 'altered-checkpoint'
}

function addHeads(sealed: Map<string, ChainHead[]>, heads: readonly ChainHead[]) {
  for (const head of heads) {
    const known = sealed.get(head.chainId) ?? []
    if (known.at(-1)?.seq !== head.seq) known.push(head)
    sealed.set(head.chainId, known)
  }
}

async function verifyChain(
  reader: AuditReader,
  chain: { readonly chainId: string; readonly sealed: readonly ChainHead[] },
  tally: Tally,
) {
  const { chainId } = chain
  const hashesSealed = new Map(chain.sealed.map((head) => [head.seq, head.hash]))
  let previous = { seq: 0, hash: noHash }
  for (;;) {
    const page = await reader.listEntries(chainId, { seq: previous.seq, limit: pageSize })
    for (const entry of page) {
      tally.entries += 1
      const kind = judgeEntry(entry, previous, hashesSealed.get(entry.seq))
      if (kind) tally.findings.push({ kind, where: chainId, seq: entry.seq })
      previous = entry
    }
    if (page.length < pageSize) break
  }
  const lastSealed = chain.sealed.at(-1)?.seq ?? 0
  if (lastSealed > previous.seq) {
    tally.findings.push({ kind: 'truncated-chain', where: chainId, seq: lastSealed })
  }
}

function judgeEntry(
  entry: AuditEntry,
  previous: { readonly seq: number; readonly hash: string },
  sealedHash: string | undefined,
): 'altered-entry' | 'removed-entry' | undefined {
  if (entry.seq !== previous.seq + 1) return 'removed-entry'
  if (hashEntry(entry) !== entry.hash || entry.previousHash !== previous.hash)
    return 'altered-entry'
  return sealedHash === undefined || sealedHash === entry.hash ? undefined : 'altered-entry'
}
