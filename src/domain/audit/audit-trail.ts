/** What the audit trail is told. Entries hold ids and digests, never names, mails or account numbers, so that erasure keeps the chain whole. */

/** Who did it. `system` acts by itself (expiry, clean-up); `operator` uses the command line; `unknown` tried in vain. */
export interface AuditActor {
  readonly kind: 'developer' | 'app' | 'psu' | 'operator' | 'system' | 'unknown'
  readonly id?: string
}

/** One thing that happened. `facts` are ids, kinds and numbers: they are kept as long as the entry. */
export interface AuditEvent {
  readonly realm?: string
  readonly actor: AuditActor
  /** Dotted verb, for instance `app.created`. */
  readonly action: string
  readonly subject: { readonly kind: string; readonly id: string }
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>
}

/** The trail inside a transaction: what is recorded commits with the change or not at all. */
export interface AuditTrail {
  record(event: AuditEvent): void
  /** Records what changes nothing that a read is judged by, such as a new token: what reads keep in memory stays. */
  note(event: AuditEvent): void
}
