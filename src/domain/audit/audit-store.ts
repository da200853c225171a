/** What the audit room needs from the store. Entries and checkpoints are only ever added. */
import type { AuditCheckpoint, AuditEntry, ChainHead } from './chain.ts'

/** Reads the trail; used beside a running server. */
export interface AuditReader {
  /** The last entry of every chain, ordered by chain id. */
  listHeads(): Promise<ChainHead[]>
  /** Entries of one chain after a position, in order. */
  listEntries(chainId: string, after: { seq: number; limit: number }): Promise<AuditEntry[]>
  /** Checkpoints after a position, in order. */
  listCheckpoints(after: { seq: number; limit: number }): Promise<AuditCheckpoint[]>
  /** The newest checkpoint that names every chain. */
  findLastWholeCheckpoint(): Promise<AuditCheckpoint | undefined>
}

/** Reads and extends the trail. */
export interface AuditStore extends AuditReader {
  append(entries: readonly AuditEntry[]): Promise<void>
  /** False when another process has just written a checkpoint of the same number. */
  addCheckpoint(checkpoint: AuditCheckpoint): Promise<boolean>
}
