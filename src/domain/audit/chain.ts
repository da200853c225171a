/** How audit entries are hashed into a chain: each hash covers the entry and the hash before it. Pure; it stores nothing. */
import { createHash, createHmac } from 'node:crypto'
import type { AuditEvent } from './audit-trail.ts'

/** One stored entry of a chain; `seq` counts from 1 without gaps. */
export interface AuditEntry {
  readonly chainId: string
  readonly seq: number
  readonly at: number
  readonly realm: string | null
  readonly actorKind: string
  readonly actorId: string | null
  readonly action: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly factsDigest: string
  readonly previousHash: string
  readonly hash: string
}

/** The last entry of a chain. */
export interface ChainHead {
  readonly chainId: string
  readonly seq: number
  readonly hash: string
}

/** The heads of all chains at one moment, sealed with a key and chained to the checkpoint before. */
export interface AuditCheckpoint {
  readonly seq: number
  readonly at: number
  readonly heads: readonly ChainHead[]
  readonly previousSeal: string
  readonly seal: string
}

/** What comes before the first entry of a chain and before the first checkpoint. */
export const noHash = '0'.repeat(64)

/** JSON with the keys of every object in code point order, so that equal values have equal bytes. @see RFC 8785 §3.2.3 */
export function toCanonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toCanonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${toCanonicalJson(member)}`)
  return `{${members.join(',')}}`
}

/** The hash an entry must carry. */
export function hashEntry(entry: Omit<AuditEntry, 'hash'>): string {
  const { chainId, seq, at, realm, actorKind, actorId, action } = entry
  const { subjectKind, subjectId, factsDigest, previousHash } = entry
  const covered = { chainId, seq, at, realm, actorKind, actorId, action }
  return sha256(toCanonicalJson({ ...covered, subjectKind, subjectId, factsDigest, previousHash }))
}

/** The entries that events become when they follow `head`. */
export function chainEvents(
  head: ChainHead,
  events: readonly AuditEvent[],
  at: number,
): AuditEntry[] {
  const entries: AuditEntry[] = []
  let { seq, hash: previousHash } = head
  for (const event of events) {
    seq += 1
    const entry = { ...toRow(event), chainId: head.chainId, seq, at, previousHash }
    previousHash = hashEntry(entry)
    entries.push({ ...entry, hash: previousHash })
  }
  return entries
}

/** The seal a checkpoint must carry. */
export function sealOf(checkpoint: Omit<AuditCheckpoint, 'seal'>, key: Uint8Array): string {
  const { seq, at, heads, previousSeal } = checkpoint
  return createHmac('sha256', key)
    .update(toCanonicalJson({ seq, at, heads, previousSeal }))
    .digest('hex')
}

function toRow(event: AuditEvent) {
  return {
    realm: event.realm ?? null,
    actorKind: event.actor.kind,
    actorId: event.actor.id ?? null,
    action: event.action,
    subjectKind: event.subject.kind,
    subjectId: event.subject.id,
    factsDigest: sha256(toCanonicalJson(event.facts ?? {})),
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
