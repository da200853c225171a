/**
 * Hears on PostgreSQL of changes to facts, those of other processes included, and drops them from the cache. It takes no
 * connection's word that it hears: it is called by another one now and then, and must hear that.
 */
import { sql } from 'kysely'
import { silentLog } from '#src/kit/log.ts'
import type { Log } from '#src/kit/log.ts'
import { systemRandom } from '#src/kit/random.ts'
import { limitByTicks } from './count-ticks.ts'
import type { Database } from './engine.ts'
import type { FactsCache } from './facts-cache.ts'
import { createSessionOpener, giveUp } from './postgres-session.ts'
import type { PostgresSession, SessionOpener } from './postgres-session.ts'

/** Named in the triggers of the migration. */
const factsChannel = 'portico_facts'

export interface FactsListenerOptions {
  /** A direct way to the server: behind a pooler that lends out connections by the transaction nothing is heard. */
  readonly url: string
  readonly cache: Pick<FactsCache, 'drop' | 'setLive'>
  readonly log: Log
  /** Tells all listeners the word, over a connection of those that change facts. */
  call(word: string): Promise<void>
}

export interface FactsListener {
  /** `deaf` when it is connected and hears nothing. */
  readonly state: 'hears' | 'away' | 'deaf'
  stop(): Promise<void>
}

const sessionTerms = { statementTimeoutMs: 5_000, lockTimeoutMs: 5_000, idleInTransactionMs: 5_000 }
const applicationName = 'portico-facts'
const openWithinMs = 2_000
const hearWithinMs = 2_000
const callEveryMs = 5_000
const reconnectMs = 500
/** A pooler does not change its ways by itself. */
const deafReconnectMs = 30_000
const callPrefix = 'call:'

class NotHeardError extends Error {}

/** Listens on a connection of its own until it is stopped; while it hears nothing, the cache is not used. */
export function openFactsListener(options: FactsListenerOptions): FactsListener {
  const listener = new Listener(options)
  listener.begin()
  return listener
}

/** True when a connection to the address hears what is called over the store's own. */
export async function hearsCalls(url: string, database: Database): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const cache = { drop: () => {}, setLive: resolve }
  const call = (word: string) => callListeners(database, word)
  const listener = openFactsListener({ url, cache, log: silentLog, call })
  return promise.finally(() => listener.stop())
}

class Listener implements FactsListener {
  readonly #options: FactsListenerOptions
  readonly #open: SessionOpener
  /** Calls that must be heard. */
  readonly #words = new Map<string, () => void>()
  #state: FactsListener['state'] = 'away'
  #isStopped = false
  #session: PostgresSession | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(options: FactsListenerOptions) {
    this.#options = options
    this.#open = createSessionOpener(options.url)
  }

  get state(): FactsListener['state'] {
    return this.#state
  }

  stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#timer)
    if (this.#session) giveUp(this.#session.client)
    return Promise.resolve()
  }

  begin(): void {
    this.#hear().catch((error: unknown) => this.#lose(this.#session, error))
  }

  async #hear() {
    const terms = sessionTerms
    const session = await this.#open({ applicationName, terms, withinMs: openWithinMs })
    if (this.#isStopped) return giveUp(session.client)
    this.#session = session
    session.client.on('error', (error) => this.#lose(session, error))
    session.client.on('end', () => this.#lose(session, undefined))
    session.client.on('notification', ({ payload = '' }) => {
      if (payload.startsWith(callPrefix)) this.#words.get(payload)?.()
      else this.#options.cache.drop(payload)
    })
    await session.client.query(`listen ${factsChannel}`)
    await this.#beCalled()
    if (session !== this.#session) return
    this.#state = 'hears'
    this.#options.cache.setLive(true)
    this.#callAgain(session)
  }

  #callAgain(session: PostgresSession) {
    this.#timer = setTimeout(() => {
      this.#beCalled().then(
        () => session === this.#session && this.#callAgain(session),
        (error: unknown) => this.#lose(session, error),
      )
    }, callEveryMs)
  }

  /** Calls over another connection and waits until the call is heard. */
  async #beCalled() {
    const word = `${callPrefix}${systemRandom.uuid()}`
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.#words.set(word, resolve)
    try {
      await this.#options.call(word)
      const callOff = limitByTicks(hearWithinMs, () =>
        reject(new NotHeardError('a call was not heard')),
      )
      await promise.finally(callOff)
    } finally {
      this.#words.delete(word)
    }
  }

  #lose(lost: PostgresSession | undefined, cause: unknown) {
    if (this.#isStopped || lost !== this.#session) return
    clearTimeout(this.#timer)
    this.#session = undefined
    if (lost) giveUp(lost.client)
    const before = this.#state
    this.#state = cause instanceof NotHeardError ? 'deaf' : 'away'
    this.#options.cache.setLive(false)
    if (this.#state !== before) tell(this.#options.log, this.#state, cause)
    const waitMs = this.#state === 'deaf' ? deafReconnectMs : reconnectMs
    this.#timer = setTimeout(() => this.begin(), waitMs)
  }
}

/** Tells all listeners a word, over a connection of those that change facts. */
export async function callListeners({ db }: Database, word: string): Promise<void> {
  await sql`select pg_notify(${factsChannel}, ${word})`.execute(db)
}

function tell(log: Log, state: 'away' | 'deaf', cause: unknown) {
  if (state === 'away')
    return log.warn(
      { err: cause },
      'changes of facts cannot be heard; reads ask the store until they can',
    )
  return log.warn(
    {},
    'the connection that should hear of changes hears nothing, as behind a pooler in transaction mode; ' +
      'reads ask the store each time. Set LISTEN_DATABASE_URL to the address of the server itself.',
  )
}
