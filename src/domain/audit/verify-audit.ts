/** Recomputes the whole trail and tells what does not fit. It changes nothing and may run beside a server. */
import type { AuditReader } from './audit-store.ts'
import { hasItsFacts, hashEntry, headOf, noHash, parseHead, sealOf } from './chain.ts'
import type { AuditCheckpoint, AuditEntry, ChainHead } from './chain.ts'

/** One thing that does not fit, with the place where it was seen. */
export interface AuditFinding {
  readonly kind:
    | 'altered-entry'
    | 'removed-entry'
    | 'truncated-chain'
    | 'altered-checkpoint'
    | 'removed-checkpoint'
    | 'unsealed-old-entry'
    | 'empty-trail'
    | 'missing-head'
  /** Chain id, `checkpoints`, `trail`, or the head that was expected. */
  readonly where: string
  readonly seq: number
}

export interface AuditReport {
  readonly chains: number
  readonly entries: number
  readonly checkpoints: number
  /** The newest checkpoint's; undefined when there is none. */
  readonly head: string | undefined
  readonly findings: readonly AuditFinding[]
}

export interface AuditExpectation {
  readonly key: Uint8Array
  /** Heads that were seen before: a trail that has lost one was cut or replaced. */
  readonly heads?: readonly string[]
  /** Every start writes an entry: a store that was started once and has none was emptied. */
  readonly isInstalled?: boolean
}

const pageSize = 1_000
/** Enough to see what happened; a wholly replaced trail must not fill the screen. */
const findingsMax = 100

interface Tally {
  readonly key: Uint8Array
  entries: number
  checkpoints: number
  head: string | undefined
  /** Since when entries carry a key: from then on none without one is taken. */
  isKeyed: boolean
  readonly missing: Set<string>
  readonly findings: AuditFinding[]
}

/**
 * Checks every hash, every number and every seal. Checkpoints are read before the entries: a running server
 * only adds, so everything a checkpoint names must be found afterwards. Nobody without the key can write an entry
 * or a checkpoint; what was cut off since the last checkpoint is found by a head that was seen before alone.
 */
export async function verifyAudit(
  reader: AuditReader,
  { key, heads = [], isInstalled = false }: AuditExpectation,
): Promise<AuditReport> {
  const tally: Tally = {
    key,
    entries: 0,
    checkpoints: 0,
    head: undefined,
    isKeyed: false,
    missing: new Set(heads),
    findings: [],
  }
  const sealed = await verifyCheckpoints(reader, tally)
  const chainIds = new Set(sealed.keys())
  for (const head of await reader.listHeads()) chainIds.add(head.chainId)
  for (const chainId of chainIds) {
    await verifyChain(reader, { chainId, sealed: sealed.get(chainId) ?? [] }, tally)
  }
  for (const head of tally.missing) {
    tally.findings.unshift({ kind: 'missing-head', where: head, seq: parseHead(head)?.seq ?? 0 })
  }
  if (isInstalled && tally.entries === 0) {
    tally.findings.unshift({ kind: 'empty-trail', where: 'trail', seq: 0 })
  }
  const { entries, checkpoints, head, findings } = tally
  return {
    chains: chainIds.size,
    entries,
    checkpoints,
    head,
    findings: findings.slice(0, findingsMax),
  }
}

/** Checks the seals and returns, by chain, the distinct heads they vouch for. */
async function verifyCheckpoints(reader: AuditReader, tally: Tally) {
  const sealed = new Map<string, ChainHead[]>()
  let previous: Pick<AuditCheckpoint, 'seq' | 'seal'> = { seq: 0, seal: noHash }
  for (;;) {
    const page = await reader.listCheckpoints({ seq: previous.seq, limit: pageSize })
    for (const checkpoint of page) {
      tally.checkpoints += 1
      const kind = judgeCheckpoint(checkpoint, previous, tally.key)
      if (kind) tally.findings.push({ kind, where: 'checkpoints', seq: checkpoint.seq })
      if (kind !== 'altered-checkpoint') takeCheckpoint(checkpoint, sealed, tally)
      previous = checkpoint
    }
    if (page.length < pageSize) return sealed
  }
}

function takeCheckpoint(
  checkpoint: AuditCheckpoint,
  sealed: Map<string, ChainHead[]>,
  tally: Tally,
) {
  addHeads(sealed, checkpoint.heads)
  tally.head = headOf(checkpoint)
  tally.missing.delete(tally.head)
  tally.isKeyed ||= checkpoint.kind !== null
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
  const lastSealed = chain.sealed.at(-1)?.seq ?? 0
  let previous: Previous = { seq: 0, hash: noHash, form: 1 }
  for (;;) {
    const page = await reader.listEntries(chainId, { seq: previous.seq, limit: pageSize })
    for (const entry of page) {
      tally.entries += 1
      const kind =
        judgeEntry(entry, previous, { key: tally.key, sealed: hashesSealed.get(entry.seq) }) ??
        judgeForm(entry, tally.isKeyed && entry.seq > lastSealed)
      if (kind) tally.findings.push({ kind, where: chainId, seq: entry.seq })
      previous = entry
    }
    if (page.length < pageSize) break
  }
  if (lastSealed > previous.seq) {
    tally.findings.push({ kind: 'truncated-chain', where: chainId, seq: lastSealed })
  }
}

type Previous = Pick<AuditEntry, 'seq' | 'hash' | 'form'>

function judgeEntry(
  entry: AuditEntry,
  previous: Previous,
  { key, sealed }: { readonly key: Uint8Array; readonly sealed: string | undefined },
): 'altered-entry' | 'removed-entry' | undefined {
  if (entry.seq !== previous.seq + 1) return 'removed-entry'
  if (hashEntry(entry, key) !== entry.hash || entry.previousHash !== previous.hash)
    return 'altered-entry'
  if (!hasItsFacts(entry) || entry.form < previous.form) return 'altered-entry'
  return sealed === undefined || sealed === entry.hash ? undefined : 'altered-entry'
}

/** Anybody can make an entry without a key: once there are keys, only those count that a seal vouches for. */
function judgeForm({ form }: AuditEntry, isBare: boolean): 'unsealed-old-entry' | undefined {
  return form === 1 && isBare ? 'unsealed-old-entry' : undefined
}
