/**
 * Hears on PostgreSQL of changes to facts, those of other processes included, and drops them from the cache. It takes no
 * connection's word that it hears: it is called by another one now and then, and must hear that.
 */
import { sql } from 'kysely'
import type { Log } from '#src/kit/log.ts'
import { systemRandom } from '#src/kit/random.ts'
import { limitByTicks } from './count-ticks.ts'
import type { Database } from './engine.ts'
import type { FactsCache } from './facts-cache.ts'
import { createSessionOpener, giveUp } from './postgres-session.ts'
import type { PostgresSession } from './postgres-session.ts'

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

const terms = { statementTimeoutMs: 5_000, lockTimeoutMs: 5_000, idleInTransactionMs: 5_000 }
const openWithinMs = 2_000
const hearWithinMs = 2_000
const callEveryMs = 5_000
const reconnectMs = 500
/** A pooler does not change its ways by itself. */
const deafReconnectMs = 30_000
const callPrefix = 'call:'

class NotHeard extends Error {}

/** Listens on a connection of its own until it is stopped; while it hears nothing, the cache is not used. */
export function openFactsListener(options: FactsListenerOptions): FactsListener {
  const { url, cache, log } = options
  const open = createSessionOpener(url)
  let state: FactsListener['state'] = 'away'
  let isStopped = false
  let session: PostgresSession | undefined
  let timer: NodeJS.Timeout | undefined

  const lose = (lost: PostgresSession | undefined, cause: unknown) => {
    if (isStopped || lost !== session) return
    session = undefined
    if (lost) giveUp(lost.client)
    cache.setLive(false)
    const before = state
    state = cause instanceof NotHeard ? 'deaf' : 'away'
    if (state !== before || before === 'away') tell(log, state, cause)
    timer = setTimeout(() => void begin(), state === 'deaf' ? deafReconnectMs : reconnectMs)
  }
  const begin = async () => {
    try {
      const next = await open({ applicationName: 'portico-facts', terms, withinMs: openWithinMs })
      if (isStopped) return giveUp(next.client)
      session = next
      next.client.on('error', (error) => lose(next, error))
      next.client.on('end', () => lose(next, undefined))
      await hear(next)
    } catch (error) {
      lose(session, error)
    }
  }
  const hear = async (own: PostgresSession) => {
    const words = new Map<string, () => void>()
    own.client.on('notification', ({ payload = '' }) => {
      if (payload.startsWith(callPrefix)) words.get(payload)?.()
      else cache.drop(payload)
    })
    await own.client.query(`listen ${factsChannel}`)
    await beCalled(options, words)
    if (own !== session) return
    if (state !== 'hears') cache.setLive(true)
    state = 'hears'
    callAgain(own, words)
  }
  const callAgain = (own: PostgresSession, words: Map<string, () => void>) => {
    timer = setTimeout(() => {
      beCalled(options, words).then(
        () => own === session && callAgain(own, words),
        (error: unknown) => lose(own, error),
      )
    }, callEveryMs)
  }
  void begin()
  return {
    get state() {
      return state
    },
    stop() {
      isStopped = true
      clearTimeout(timer)
      if (session) giveUp(session.client)
      return Promise.resolve()
    },
  }
}

/** Tells all listeners a word, over a connection of those that change facts. */
export async function callListeners({ db }: Database, word: string): Promise<void> {
  await sql`select pg_notify(${factsChannel}, ${word})`.execute(db)
}

/** Calls and waits until the call is heard. */
async function beCalled(
  { call }: FactsListenerOptions,
  words: Map<string, () => void>,
): Promise<void> {
  const word = `${callPrefix}${systemRandom.uuid()}`
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  words.set(word, resolve)
  try {
    await call(word)
    const callOff = limitByTicks(hearWithinMs, () => reject(new NotHeard('a call was not heard')))
    await promise.finally(callOff)
  } finally {
    words.delete(word)
  }
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
