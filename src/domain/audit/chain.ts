/** How audit entries are hashed into a chain: each hash covers the entry and the hash before it. Pure; it stores nothing. */
import { createHash, createHmac } from 'node:crypto'
import type { AuditEvent } from './audit-trail.ts'
import type { AuditOrigin } from './origin.ts'

/** Entries of form 1 were hashed without a key; what follows them is form 2 for ever. */
export type EntryForm = 1 | 2

/** One stored entry of a chain; `seq` counts from 1 without gaps. */
export interface AuditEntry {
  readonly form: EntryForm
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
  /** Canonical JSON of the facts; entries of form 1 have their digest only. */
  readonly facts: string | null
  readonly requestId: string | null
  readonly sessionId: string | null
  readonly previousHash: string
  readonly hash: string
}

/** The last entry of a chain. */
export interface ChainHead {
  readonly chainId: string
  readonly seq: number
  readonly hash: string
}

/** Heads of chains at one moment, sealed with a key and chained to the checkpoint before. */
export interface AuditCheckpoint {
  /** `changed` holds the heads that moved since the checkpoint before; the first form (null) and `whole` hold all. */
  readonly kind: 'whole' | 'changed' | null
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

/** The hash an entry must carry: under the audit key, so that nobody without it can write one. */
export function hashEntry(entry: Omit<AuditEntry, 'hash'>, key: Uint8Array): string {
  const { chainId, seq, at, realm, actorKind, actorId, action } = entry
  const { subjectKind, subjectId, factsDigest, previousHash, form, requestId, sessionId } = entry
  const first = { chainId, seq, at, realm, actorKind, actorId, action }
  const covered = { ...first, subjectKind, subjectId, factsDigest, previousHash }
  if (form === 1) return sha256(toCanonicalJson(covered))
  return hmac(key, toCanonicalJson({ ...covered, form, requestId, sessionId }))
}

/** False when the stored facts are not those that the entry was made of. */
export function hasItsFacts({ facts, factsDigest, form }: AuditEntry): boolean {
  return facts === null ? form === 1 : sha256(facts) === factsDigest
}

/** The entries that events become when they follow `head`. */
export function chainEvents(
  head: ChainHead,
  events: readonly AuditEvent[],
  moment: { readonly at: number; readonly key: Uint8Array; readonly origin: AuditOrigin },
): AuditEntry[] {
  const { at, key, origin } = moment
  const { requestId = null, sessionId = null } = origin
  const entries: AuditEntry[] = []
  let { seq, hash: previousHash } = head
  for (const event of events) {
    seq += 1
    const place = { form: 2 as const, chainId: head.chainId, seq, at, previousHash }
    const entry = { ...toRow(event), ...place, requestId, sessionId }
    previousHash = hashEntry(entry, key)
    entries.push({ ...entry, hash: previousHash })
  }
  return entries
}

/** The seal a checkpoint must carry. */
export function sealOf(checkpoint: Omit<AuditCheckpoint, 'seal'>, key: Uint8Array): string {
  const { kind, seq, at, heads, previousSeal } = checkpoint
  const covered = { seq, at, heads, previousSeal }
  return hmac(key, toCanonicalJson(kind === null ? covered : { ...covered, kind }))
}

const headLength = 32

/** The short name of a checkpoint, which stands for everything before it: what `audit verify --expect` takes. */
export function headOf({ seq, seal }: Pick<AuditCheckpoint, 'seq' | 'seal'>): string {
  return `${seq}-${seal.slice(0, headLength)}`
}

/** The number in a head; undefined when the text is none. */
export function parseHead(text: string): { seq: number; head: string } | undefined {
  const seq = Number(/^([1-9]\d{0,14})-[0-9a-f]{32}$/u.exec(text)?.[1])
  return Number.isSafeInteger(seq) ? { seq, head: text } : undefined
}

function toRow(event: AuditEvent) {
  const facts = toCanonicalJson(event.facts ?? {})
  return {
    realm: event.realm ?? null,
    actorKind: event.actor.kind,
    actorId: event.actor.id ?? null,
    action: event.action,
    subjectKind: event.subject.kind,
    subjectId: event.subject.id,
    factsDigest: sha256(facts),
    facts,
  }
}

function hmac(key: Uint8Array, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex')
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
