/**
 * The connections to PostgreSQL: few, bounded in number, in waiting and in patience. A server that goes away is noticed
 * within two seconds, costs nobody more than that, and is asked again until it is back. It knows no table.
 */
import type { Log } from '#src/kit/log.ts'
import { StoreUnavailableError } from '#src/kit/store-unavailable-error.ts'
import { createTicker, ticksOf } from './count-ticks.ts'
import { PostgresConnection } from './postgres-connection.ts'
import type { ConnectionHost } from './postgres-connection.ts'
import { giveUp } from './postgres-session.ts'
import type { PostgresSession, SessionOpener, SessionTerms } from './postgres-session.ts'
import { toStoreError } from './store-faults.ts'

export interface PoolOptions {
  readonly open: SessionOpener
  readonly terms: SessionTerms
  readonly connectionsMax: number
  /** Our own clock for one statement; Infinity waits for ever. */
  readonly answerWithinMs: number
  readonly log: Log
  onFault(error: unknown): void
}

/** Callers that may wait for a connection, and for how long. */
const waitingMax = 1_000
const waitMs = 3_000
const openWithinMs = 2_000
/** A statement that takes longer makes us ask whether the server is there at all. */
const suspectMs = 600
const probeWithinMs = 1_000
const probeAgainMs = 250
const idleMs = 30_000
const applicationName = 'portico'

interface Waiting {
  ticks: number
  give(connection: PostgresConnection): void
  refuse(error: unknown): void
}

/** Counts one more tick and says whether the time is over. */
function isOver(counted: { ticks: number }, ms: number): boolean {
  counted.ticks += 1
  return counted.ticks >= ticksOf(ms)
}

export class PostgresPool {
  /** Kysely hands it to what it opens besides; nothing of it is used here. */
  readonly options = {}
  readonly #options: PoolOptions
  readonly #host: ConnectionHost
  readonly #all = new Set<PostgresConnection>()
  readonly #idle: { connection: PostgresConnection; ticks: number }[] = []
  readonly #waiting: Waiting[] = []
  readonly #ticker = createTicker(() => this.#tick())
  #opening = 0
  #isAway = false
  #isEnding = false
  #probing: Promise<boolean> | undefined
  #probeTimer: NodeJS.Timeout | undefined
  #onEmpty: (() => void) | undefined

  constructor(options: PoolOptions) {
    this.#options = options
    this.#host = {
      terms: options.terms,
      assertMayWrite: () => this.#assertMayWrite(),
      onSent: () => this.#ticker.start(),
      onReleased: (connection) => this.#take(connection),
      onGone: (connection) => this.#forget(connection),
      onFault: (error) => this.#noteFault(error),
    }
  }

  async connect(): Promise<PostgresConnection> {
    if (this.#isEnding) throw new StoreUnavailableError('away')
    const idle = this.#idle.pop()
    if (idle) return idle.connection
    if (this.#isAway) throw new StoreUnavailableError('away')
    if (this.#all.size + this.#opening < this.#options.connectionsMax) return this.#open()
    if (this.#waiting.length >= waitingMax) throw new StoreUnavailableError('busy')
    return new Promise((give, refuse) => {
      this.#waiting.push({ ticks: 0, give, refuse })
      this.#ticker.start()
    })
  }

  async end(): Promise<void> {
    this.#isEnding = true
    clearTimeout(this.#probeTimer)
    for (const { connection } of this.#idle.splice(0)) connection.close()
    for (const connection of this.#all) if (connection.isAside) connection.close()
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#onEmpty = resolve
    this.#tellWhenEmpty()
    await promise
    this.#ticker.stop()
  }

  async #open(): Promise<PostgresConnection> {
    const { open, terms } = this.#options
    this.#opening += 1
    try {
      const session = await open({ applicationName, terms, withinMs: openWithinMs })
      return this.#admit(session)
    } catch (error) {
      const known = toStoreError(error)
      this.#options.onFault(error)
      if (known instanceof StoreUnavailableError && known.fault === 'away') this.#noteAway(error)
      throw known
    } finally {
      this.#opening -= 1
      this.#tellWhenEmpty()
    }
  }

  #admit(session: PostgresSession): PostgresConnection {
    const connection = new PostgresConnection(session, this.#host)
    this.#all.add(connection)
    return connection
  }

  /** A primary that is none any more: the others lead to it too, and the next to be opened look for the new one. */
  #noteFault(error: StoreUnavailableError) {
    this.#options.onFault(error)
    if (error.fault !== 'read-only') return
    for (const { connection } of this.#idle.splice(0)) connection.close()
  }

  /** Back from a borrower. */
  #take(connection: PostgresConnection) {
    if (this.#isEnding) return connection.close()
    const next = this.#waiting.shift()
    if (next) return next.give(connection)
    this.#idle.push({ connection, ticks: 0 })
    return this.#ticker.start()
  }

  #forget(connection: PostgresConnection) {
    this.#all.delete(connection)
    const index = this.#idle.findIndex((idle) => idle.connection === connection)
    if (index !== -1) this.#idle.splice(index, 1)
    this.#tellWhenEmpty()
    // Its place is free for somebody who waits.
    const next = this.#isEnding ? undefined : this.#waiting.shift()
    if (next) this.connect().then(next.give, next.refuse)
  }

  #tellWhenEmpty() {
    if (this.#all.size + this.#opening === 0) this.#onEmpty?.()
  }

  /**
   * When half of the connections wait for a server that answers others, as it does while a synchronous standby is down,
   * no more writes are sent after them: reads go on with the other half.
   */
  #assertMayWrite() {
    const asideMax = Math.ceil(this.#options.connectionsMax / 2)
    let aside = 0
    for (const connection of this.#all) if (connection.isAside) aside += 1
    if (aside >= asideMax) throw new StoreUnavailableError('away')
  }

  /** One tick of every clock; false when nothing is left to be watched. */
  #tick(): boolean {
    const suspectTicks = ticksOf(suspectMs)
    let isSuspicious = false
    for (const connection of this.#all) {
      if (!connection.isWaiting && !connection.isAside) continue
      const ticks = connection.tick()
      if (ticks % suspectTicks === 0) isSuspicious = true
      if (connection.isWaiting && ticks >= ticksOf(this.#options.answerWithinMs))
        connection.putAside()
    }
    if (isSuspicious) void this.#suspect()
    for (const waiting of this.#waiting.filter((each) => isOver(each, waitMs))) {
      this.#waiting.splice(this.#waiting.indexOf(waiting), 1)
      waiting.refuse(new StoreUnavailableError('busy'))
    }
    for (const idle of this.#idle.filter((each) => isOver(each, idleMs))) idle.connection.close()
    return this.#all.size + this.#waiting.length > 0
  }

  /** Asks over a new connection whether the server is there; when it is not, nobody waits for it any longer. */
  async #suspect() {
    if (this.#isAway || (await this.#probe())) return
    // Noted first, so that no place that becomes free is filled again.
    this.#noteAway(undefined)
    for (const connection of this.#all) connection.close()
  }

  /** True when the server answers; what it has forgotten of what we put aside is given up then. */
  #probe(): Promise<boolean> {
    this.#probing ??= this.#ask().finally(() => {
      this.#probing = undefined
    })
    return this.#probing
  }

  async #ask(): Promise<boolean> {
    const { open, terms } = this.#options
    try {
      const { client } = await open({ applicationName, terms, withinMs: probeWithinMs })
      try {
        await this.#dropForgotten(client)
      } finally {
        giveUp(client)
      }
      return true
    } catch (error) {
      const known = toStoreError(error)
      // A server that refuses for want of connections is there.
      return !(known instanceof StoreUnavailableError && known.fault === 'away')
    }
  }

  async #dropForgotten(client: PostgresSession['client']) {
    const aside = [...this.#all].filter((connection) => connection.isAside)
    if (aside.length === 0) return
    const { rows } = await client.query<{ pid: number }>(
      'select pid from pg_stat_activity where pid = any($1)',
      [aside.map(({ processID }) => processID)],
    )
    const known = new Set(rows.map(({ pid }) => pid))
    for (const connection of aside) if (!known.has(connection.processID)) connection.close()
  }

  /** No connection can be opened: callers are refused at once, and one of us asks until it can. */
  #noteAway(cause: unknown) {
    if (this.#isAway || this.#isEnding) return
    this.#isAway = true
    this.#options.log.warn(
      { err: cause },
      'the store does not answer; calls are refused until it does',
    )
    for (const { refuse } of this.#waiting.splice(0)) refuse(new StoreUnavailableError('away'))
    this.#probeLater()
  }

  #probeLater() {
    this.#probeTimer = setTimeout(async () => {
      const isBack = await this.#probe()
      if (this.#isEnding) return
      if (!isBack) return this.#probeLater()
      this.#isAway = false
      this.#options.log.info({}, 'the store answers again')
    }, probeAgainMs)
  }
}
