/** The unit of work: one transaction for rule, change and audit. It knows no rule and appends to one audit chain of this process. */
import type { Kysely } from 'kysely'
import type { AuditEvent } from '#src/domain/audit/audit-trail.ts'
import { chainEvents, noHash } from '#src/domain/audit/chain.ts'
import type { AuditEntry, ChainHead } from '#src/domain/audit/chain.ts'
import { currentOrigin } from '#src/domain/audit/origin.ts'
import type { Transact } from '#src/domain/audit/transact.ts'
import { createId } from '#src/kit/random.ts'
import type { Clock } from '#src/kit/clock.ts'
import { findStoreFailure, StoreUnavailableError } from '#src/kit/store-unavailable-error.ts'
import type { Random } from '#src/kit/random.ts'
import type { Database } from './engine.ts'
import { createAuditStore } from './stores/audit-store.ts'
import type { Tables } from './tables.ts'

export interface UnitOfWorkOptions<Stores> {
  readonly database: Database
  readonly createStores: (db: Kysely<Tables>) => Stores
  readonly clock: Clock
  readonly random: Random
  /** What entries are hashed with. */
  readonly auditKey: Uint8Array
  /** Hears of every attempt to write to the trail: of its error, or of nothing when it worked. */
  readonly onAppend?: (error?: unknown) => void
  /** Called after a recorded change has been committed, or may have been, and before anybody is answered. */
  readonly onChange?: () => void
}

/**
 * Makes the one Transact of a process. Audit events are collected during the work and appended as its last step;
 * when they cannot be written, nothing is.
 */
export function createTransact<Stores extends object>(
  options: UnitOfWorkOptions<Stores>,
): Transact<Stores> {
  const { database, createStores, clock, random, onChange, auditKey: key } = options
  const chain = createChain(clock, random)
  return async (work) => {
    const origin = currentOrigin()
    let leave: Leave | undefined
    let isCommitted = false
    let hasChanged = false
    try {
      const result = await database.db.transaction().execute(async (transaction) => {
        const events: AuditEvent[] = []
        const note = (event: AuditEvent) => void events.push(event)
        const record = (event: AuditEvent) => {
          hasChanged = true
          note(event)
        }
        const answer = await work({ ...createStores(transaction), audit: { record, note } })
        if (events.length === 0) return answer
        const turn = await chain.enter()
        leave = turn.leave
        const entries = chainEvents(turn.head, events, { at: clock.now(), key, origin })
        await append(transaction, entries, options.onAppend)
        turn.extendTo(entries.at(-1))
        return answer
      })
      isCommitted = true
      return result
    } finally {
      leave?.(isCommitted)
      if (hasChanged) onChange?.()
    }
  }
}

/** Throws a StoreUnavailableError, so that a caller can be told to come back. */
async function append(
  transaction: Kysely<Tables>,
  entries: readonly AuditEntry[],
  onAppend: UnitOfWorkOptions<object>['onAppend'],
) {
  try {
    await createAuditStore(transaction).append(entries)
    onAppend?.()
  } catch (error) {
    // A store that is away is no fault of the trail: it says so itself.
    if (findStoreFailure(error)) throw error
    onAppend?.(error)
    throw new StoreUnavailableError('unrecorded', { cause: error })
  }
}

type Leave = (isCommitted: boolean) => void

interface Turn {
  readonly head: ChainHead
  /** Notes what the head becomes when the transaction commits. */
  extendTo(last: ChainHead | undefined): void
  readonly leave: Leave
}

/**
 * The chain of this process and the queue of transactions that append to it. A turn lasts from append to commit
 * and waits for nothing but its own connection, so the queue always moves: on SQLite the owner of the turn is the
 * owner of the one connection; on PostgreSQL it touches rows that no other transaction touches.
 */
function createChain(clock: Clock, random: Random) {
  const begin = (): ChainHead => ({
    chainId: createId('chain', clock.now(), random),
    seq: 0,
    hash: noHash,
  })
  let head = begin()
  let queue: Promise<void> = Promise.resolve()
  return {
    async enter(): Promise<Turn> {
      const { promise, resolve } = Promise.withResolvers<void>()
      const before = queue
      queue = before.then(() => promise)
      await before
      let next: ChainHead | undefined
      return {
        head,
        extendTo: (last) => {
          next = last
        },
        leave: (isCommitted) => {
          // A failed commit may have reached the store all the same: a fresh chain can neither fork nor leave a gap.
          if (next) head = isCommitted ? next : begin()
          resolve()
        },
      }
    },
  }
}
