/** Guarantees of the facts cache: alone, and over two engines on one PostgreSQL. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import pg from 'pg'
import { silentLog } from '#src/kit/log.ts'
import { systemClock } from '#src/kit/clock.ts'
import { freshPostgresUrl } from '#test/harness.ts'
import { openPostgres } from './engine.ts'
import { createFactsCache, factsLifeMs } from './facts-cache.ts'
import { callListeners, openFactsListener } from './facts-listener.ts'
import { migrate } from './migrate.ts'
import { createReadingStores } from './reading-stores.ts'
import { createStores } from './stores.ts'

const ofWorld = () => 'world_a'

function counted() {
  let loads = 0
  return { load: () => Promise.resolve((loads += 1)), loads: () => loads }
}

test('a fact is read once while nothing changes, and again when its life is over', async () => {
  let now = 1_000
  const cache = createFactsCache({ now: () => now })
  cache.setLive(true)
  const { load } = counted()
  assert.equal(await cache.remember('key', load, ofWorld), 1)
  assert.equal(await cache.remember('key', load, ofWorld), 1)
  now += factsLifeMs
  assert.equal(await cache.remember('key', load, ofWorld), 2)
  now -= factsLifeMs
  assert.equal(
    await cache.remember('key', load, ofWorld),
    3,
    'a clock set back keeps nothing alive',
  )
})

test('a change drops the facts of its World and of no other', async () => {
  const cache = createFactsCache(systemClock)
  cache.setLive(true)
  const [one, other] = [counted(), counted()]
  await cache.remember('one', one.load, ofWorld)
  await cache.remember('other', other.load, () => 'world_b')
  cache.drop('world_a')
  assert.equal(await cache.remember('one', one.load, ofWorld), 2)
  assert.equal(await cache.remember('other', other.load, () => 'world_b'), 1)
})

test('a fact that was read before a change and arrives after it is not kept', async () => {
  const cache = createFactsCache(systemClock)
  cache.setLive(true)
  const { promise, resolve } = Promise.withResolvers<string>()
  const reading = cache.remember('key', () => promise, ofWorld)
  cache.drop('world_a')
  resolve('old')
  await reading
  assert.equal(await cache.remember('key', () => Promise.resolve('new'), ofWorld), 'new')
})

test('what is unknown is asked for each time', async () => {
  const cache = createFactsCache(systemClock)
  cache.setLive(true)
  const { load, loads } = counted()
  await cache.remember('key', load, () => undefined)
  await cache.remember('key', load, () => undefined)
  assert.equal(loads(), 2)
})

/** Another process: its own engine over the same database, listening. */
async function openReader(t: TestContext, url: string, listenUrl = url) {
  const database = openPostgres(url)
  const cache = createFactsCache(systemClock)
  const heard: string[] = []
  const { promise: isLive, resolve } = Promise.withResolvers<void>()
  const states: boolean[] = []
  let noticed = resolve
  const listener = openFactsListener({
    url: listenUrl,
    call: (word) => callListeners(database, word),
    log: silentLog,
    cache: {
      drop: (worldId) => {
        heard.push(worldId)
        cache.drop(worldId)
        noticed()
      },
      setLive: (live) => {
        states.push(live)
        cache.setLive(live)
        noticed()
      },
    },
  })
  t.after(async () => {
    await listener.stop()
    await database.close()
  })
  await isLive
  const next = () => {
    const { promise, resolve: done } = Promise.withResolvers<void>()
    noticed = done
    return promise
  }
  const { worlds } = createReadingStores(createStores(database.db), cache)
  return { worlds, heard, states, next, listener }
}

async function openWriter(t: TestContext, url: string) {
  const database = openPostgres(url)
  t.after(() => database.close())
  await migrate(database)
  const { worlds } = createStores(database.db)
  await worlds.create({ id: 'world_a', realm: 'sandbox', createdAt: 0 })
  return worlds
}

test('a change by one process is heard by another, which then reads it', async (t) => {
  const url = await freshPostgresUrl()
  const writer = await openWriter(t, url)
  const reader = await openReader(t, url)
  assert.equal(await reader.worlds.testDataOf('world_a'), undefined)
  const heard = reader.next()
  await writer.setTestData('world_a', '{}')
  await heard
  assert.deepEqual(reader.heard, ['world_a'])
  assert.equal(await reader.worlds.testDataOf('world_a'), '{}')
})

test('while the listening connection is down nothing comes from memory', async (t) => {
  const url = await freshPostgresUrl()
  const writer = await openWriter(t, url)
  const reader = await openReader(t, url)
  await reader.worlds.testDataOf('world_a')
  const lost = reader.next()
  await endListeners(url)
  await lost
  assert.equal(reader.states.at(-1), false)
  await writer.setTestData('world_a', '{}')
  assert.equal(await reader.worlds.testDataOf('world_a'), '{}')
  while (reader.states.at(-1) !== true) await reader.next()
})

test('a connection that hears nothing of the others is noticed, and nothing is kept', async (t) => {
  const url = await freshPostgresUrl()
  const writer = await openWriter(t, url)
  // Notices stay within a database, so listening in another one is like listening behind a pooler.
  const reader = await openReader(t, url, await freshPostgresUrl())
  assert.equal(reader.listener.state, 'deaf')
  assert.equal(reader.states.at(-1), false)
  await reader.worlds.testDataOf('world_a')
  await writer.setTestData('world_a', '{}')
  assert.equal(await reader.worlds.testDataOf('world_a'), '{}')
})

async function endListeners(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'portico-facts' and datname = current_database()`,
  )
  const ended = once(client, 'end')
  await client.end()
  await ended
}
