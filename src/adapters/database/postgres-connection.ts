/** One connection of the pool as Kysely borrows it: every statement is watched, and one that is given up is never used again. It opens nothing. */
import type { QueryResult } from 'pg'
import { StoreUnavailableError } from '#src/kit/store-unavailable-error.ts'
import { beginStating, giveUp } from './postgres-session.ts'
import type { PostgresSession, SessionTerms } from './postgres-session.ts'
import { toStoreError } from './store-faults.ts'

/** What the pool hears of a connection. */
export interface ConnectionHost {
  readonly terms: SessionTerms
  /** Throws when a write must not be sent now. */
  assertMayWrite(): void
  /** A statement was sent. */
  onSent(): void
  onReleased(connection: PostgresConnection): void
  /** It is closed, or was closed by the other side; it has been told once. */
  onGone(connection: PostgresConnection): void
  onFault(error: StoreUnavailableError): void
}

const writes = /^\s*(?:insert|update|delete|merge|with)\b/iu

export class PostgresConnection {
  readonly #session: PostgresSession
  readonly #host: ConnectionHost
  #isInTransaction = false
  #isGone = false
  #isGivenUp = false
  /** It leads to a server that takes no writes any more. */
  #isSpoiled = false
  /** Of the statement under way. */
  #reject: ((error: unknown) => void) | undefined
  /** Counted while a statement is under way. */
  #ticks = 0

  constructor(session: PostgresSession, host: ConnectionHost) {
    this.#session = session
    this.#host = host
    const lose = () => this.close()
    session.client.on('error', lose)
    session.client.on('end', lose)
  }

  /** The backend's number, for looking whether the server still knows it. */
  get processID(): number {
    return Number((this.#session.client as { processID?: number | null }).processID ?? 0)
  }

  get isUsable(): boolean {
    return !this.#isGone && !this.#isGivenUp
  }

  /** True while the server owes the answer to a statement that nobody waits for any more. */
  get isAside(): boolean {
    return this.#isGivenUp && !this.#isGone
  }

  get isWaiting(): boolean {
    return this.#reject !== undefined
  }

  /** Counts one tick of waiting and answers how many there were. */
  tick(): number {
    this.#ticks += 1
    return this.#ticks
  }

  async query(text: string, values: readonly unknown[]): Promise<QueryResult> {
    if (!this.isUsable) throw new StoreUnavailableError('away')
    const isWrite = writes.test(text)
    if (isWrite) this.#host.assertMayWrite()
    const isAlone = isWrite && !this.#isInTransaction
    if (text === 'begin') this.#isInTransaction = true
    if (text === 'commit' || text === 'rollback') this.#isInTransaction = false
    if (!this.#session.isPooled) return this.#send(text, values)
    if (text === 'begin') return this.#begin()
    return isAlone ? this.#writeAlone(text, values) : this.#send(text, values)
  }

  release(isSpoiled?: boolean): void {
    if (this.isAside) return // the pool ends it when the server has answered
    if (isSpoiled === true || this.#isSpoiled || this.#isInTransaction) this.close()
    else if (this.isUsable) this.#host.onReleased(this)
  }

  /** Nobody waits any longer; the server is asked nothing and the connection is kept until it answers. */
  putAside(): void {
    this.#isGivenUp = true
    this.#reject?.(new StoreUnavailableError('away'))
  }

  /** Ends it now, whatever runs on it. */
  close(): void {
    if (this.#isGone) return
    this.#isGone = true
    this.#reject?.(new StoreUnavailableError('away'))
    giveUp(this.#session.client)
    this.#host.onGone(this)
  }

  async #begin(): Promise<QueryResult> {
    const results = await this.#send(beginStating(this.#host.terms), [])
    const [begun] = results as unknown as QueryResult[] // one for each of the statements
    return begun ?? results
  }

  /** Behind a pooler only a transaction can state what a write needs. */
  async #writeAlone(text: string, values: readonly unknown[]): Promise<QueryResult> {
    await this.#begin()
    try {
      const result = await this.#send(text, values)
      await this.#send('commit', [])
      return result
    } catch (error) {
      if (this.isUsable) await this.#send('rollback', []).catch(() => this.close())
      throw error
    }
  }

  async #send(text: string, values: readonly unknown[]): Promise<QueryResult> {
    const { promise, resolve, reject } = Promise.withResolvers<QueryResult>()
    this.#reject = reject
    this.#ticks = 0
    this.#host.onSent()
    void this.#session.client
      .query(text, [...values])
      .then(resolve, reject)
      .finally(() => {
        // What was put aside has its answer now and has done its work.
        if (this.#isGivenUp) this.close()
      })
    try {
      return await promise
    } catch (error) {
      const known = toStoreError(error)
      if (known instanceof StoreUnavailableError) {
        this.#isSpoiled = known.fault === 'read-only'
        this.#host.onFault(known)
      }
      throw known
    } finally {
      this.#reject = undefined
    }
  }
}
