/** Hears on PostgreSQL of changes to facts, those of other processes included, and drops them from the cache. It changes nothing in the store. */
import pg from 'pg'
import type { Log } from '#src/kit/log.ts'
import type { FactsCache } from './facts-cache.ts'

/** Named in the triggers of the migration. */
const channel = 'portico_facts'
const reconnectMs = 500
const connectTimeoutMs = 5_000

/** Listens on a connection of its own until it is stopped; while it has none, the cache is not used. */
export function openFactsListener(options: {
  readonly url: string
  readonly cache: Pick<FactsCache, 'drop' | 'setLive'>
  readonly log: Log
}): () => Promise<void> {
  const { url, cache, log } = options
  let isStopped = false
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  const lose = (lost: pg.Client, cause: unknown) => {
    if (lost !== client) return
    client = undefined
    cache.setLive(false)
    void lost.end().catch(() => {}) // it is gone already
    if (isStopped) return
    log.warn({ err: cause }, 'changes of facts cannot be heard; reads ask the store until they can')
    timer = setTimeout(connect, reconnectMs)
  }
  const connect = () => {
    const next = new pg.Client({
      connectionString: url,
      application_name: 'portico-facts',
      keepAlive: true,
      connectionTimeoutMillis: connectTimeoutMs,
    })
    client = next
    next.on('notification', ({ payload = '' }) => cache.drop(payload))
    next.on('error', (error) => lose(next, error))
    next.on('end', () => lose(next, undefined))
    void listen(next)
  }
  const listen = async (next: pg.Client) => {
    try {
      await next.connect()
      await next.query(`listen ${channel}`)
      if (client === next) cache.setLive(true)
    } catch (error) {
      lose(next, error)
    }
  }
  connect()
  return async () => {
    isStopped = true
    clearTimeout(timer)
    await client?.end()
  }
}
