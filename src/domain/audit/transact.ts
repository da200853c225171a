/** The one way to change state: rule, change and audit in a single transaction, opened by a room. */
import type { AuditTrail } from './audit-trail.ts'

/**
 * Runs the work in one transaction and answers after its commit. Stores handed to the work see their own writes.
 * The work must not wait for anything but these stores (no network, no password hashing).
 * Throws what the work throws, after rolling back.
 */
export type Transact<Stores> = <Result>(
  work: (stores: Stores & { audit: AuditTrail }) => Promise<Result>,
) => Promise<Result>
