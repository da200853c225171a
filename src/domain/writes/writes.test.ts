import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { openPostgres } from '#src/adapters/database/engine.ts'
import type { Database } from '#src/adapters/database/engine.ts'
import { migrate } from '#src/adapters/database/migrate.ts'
import { createStores } from '#src/adapters/database/stores.ts'
import { createTransact } from '#src/adapters/database/unit-of-work.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import { systemRandom } from '#src/kit/random.ts'
import { eachStore, freshPostgresUrl, testAuditKey } from '#test/harness.ts'
import type { OpenStore } from '#test/harness.ts'
import { Writes } from './writes.ts'
import type { Performance } from './writes.ts'

const now = 1_800_000_000_000
const plain = {
  digest: (text: string) => `digest of ${text}`,
  seal: (text: string, place: string) => `${place}|${text}`,
  open: (sealed: string) => sealed.slice(sealed.indexOf('|') + 1),
}
const write = { name: 'app-1 POST /things 1', content: 'a body' }

class Crash extends Error {}

/** One process over the store: its memory of writes, and an act that makes a row. */
async function openProcess(open: OpenStore) {
  return startProcess(await open())
}

function startProcess(database: Database) {
  const transact = createTransact({
    auditKey: testAuditKey,
    database,
    createStores: (db) => ({ ...createStores(db), db }),
    clock: { now: () => now },
    random: systemRandom,
  })
  const answers = createStores(database.db).rememberedAnswers
  const writes = new Writes({ answers, concealment: plain, now: () => now })
  let acts = 0
  const act =
    (answer: string, fail: { beforeCommit?: boolean } = {}) =>
    async ({ keep }: Performance) => {
      acts += 1
      await transact(async (stores) => {
        const thing = { name: `made by ${answer}`, value: '1' }
        await stores.db.insertInto('installation').values(thing).execute()
        await keep(stores, answer)
        if (fail.beforeCommit === true) throw new Crash()
      })
      return answer
    }
  return { database, transact, writes, act, acts: () => acts }
}

async function listMade({ db }: Database): Promise<string[]> {
  const rows = await db.selectFrom('installation').select('name').execute()
  return rows.map(({ name }) => name)
}

eachStore('a process that dies before the commit leaves nothing in the way', async (open) => {
  const { writes, act } = await openProcess(open)
  await assert.rejects(writes.once(write, act('lost', { beforeCommit: true })), Crash)
  const { database, writes: others, act: again } = await openProcess(open)
  assert.equal(await others.once(write, again('second')), 'second')
  assert.deepEqual(await listMade(database), ['made by second'])
})

eachStore('a process that dies after the commit has left its answer', async (open) => {
  const { writes, act } = await openProcess(open)
  const dying = async (performance: Performance) => {
    await act('first')(performance)
    return new Promise<never>(() => {}) // it never comes to answer
  }
  void writes.once(write, dying)
  const { database, writes: others, act: again, acts } = await openProcess(open)
  while ((await listMade(database)).length === 0) await new Promise(setImmediate)
  assert.equal(await others.once(write, again('second')), 'first')
  assert.equal(acts(), 0)
  assert.deepEqual(await listMade(database), ['made by first'])
})

eachStore('a commit that landed though nobody heard of it is answered', async (open) => {
  const { database, writes, act } = await openProcess(open)
  const unheard = async (performance: Performance) => {
    await act('first')(performance)
    throw new Crash()
  }
  assert.equal(await writes.once(write, unheard), 'first')
  assert.equal(await writes.once(write, act('second')), 'first')
  assert.deepEqual(await listMade(database), ['made by first'])
})

eachStore('of processes that perform one write at once, one commits', async (open, _t, engine) => {
  const database = await open()
  // On SQLite one process serves, so its connection is the one that all go through.
  const next = async () => startProcess(engine === 'sqlite' ? database : await open())
  const processes = [startProcess(database), await next(), await next()]
  for (let round = 0; round < 5; round += 1) {
    const name = `round ${round}`
    let waiting = processes.length
    const { promise: allHere, resolve } = Promise.withResolvers<void>()
    const answers = await Promise.all(
      processes.map(({ writes, act }, index) =>
        writes.once({ ...write, name }, async (performance) => {
          waiting -= 1
          if (waiting === 0) resolve()
          await allHere
          return act(`${round}.${index}`)(performance)
        }),
      ),
    )
    assert.equal(new Set(answers).size, 1, `answers differ: ${answers.join(', ')}`)
  }
  assert.equal((await listMade(database)).length, 5)
})

for (const outcome of ['commit', 'rollback'] as const)
  test(`a commit that hangs in the server is waited for, and counts when it is a ${outcome}`, async (t) => {
    const url = await freshPostgresUrl()
    const open = async () => {
      const database = openPostgres(url)
      t.after(() => database.close())
      await migrate(database)
      return database
    }
    const hanging = startProcess(await open())
    const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>()
    const { promise: isKept, resolve: kept } = Promise.withResolvers<void>()
    const given = hanging.writes.once(write, async ({ keep }) => {
      await hanging.transact(async (stores) => {
        const thing = { name: 'made by first', value: '1' }
        await stores.db.insertInto('installation').values(thing).execute()
        await keep(stores, 'first')
        kept()
        await mayEnd
        if (outcome === 'rollback') throw new Crash()
      })
      return 'first'
    })
    const told = given.catch((error: unknown) => error)
    await isKept
    const { database, writes, act } = startProcess(await open())
    const again = writes.once(write, act('second'))
    // The second one has come to the key as soon as it waits for a lock.
    while (!(await isWaiting(database))) await new Promise(setImmediate)
    end()
    const answer = outcome === 'commit' ? 'first' : 'second'
    assert.equal(await again, answer)
    // One that was undone fails, or is in time to learn what the second one did.
    const first = await told
    assert.ok(first === answer || (outcome === 'rollback' && first instanceof Crash), String(first))
    assert.deepEqual(await listMade(database), [`made by ${answer}`])
  })

async function isWaiting({ db }: Database): Promise<boolean> {
  const waiting = sql`select from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`
  return (await waiting.execute(db)).rows.length > 0
}

eachStore('a refusal is an answer, and the first one where an act was quicker', async (open) => {
  const { writes, act } = await openProcess(open)
  const { writes: others } = await openProcess(open)
  assert.equal(await writes.once(write, () => Promise.resolve('refused')), 'refused')
  assert.equal(await writes.once(write, act('done')), 'refused')
  const second = { ...write, name: 'second' }
  const late = others.once(second, async () => {
    await writes.once(second, act('done'))
    return 'refused because it was done'
  })
  assert.equal(await late, 'done')
})

eachStore('an answer that cannot be kept is not given', async (open) => {
  const { database, writes, act } = await openProcess(open)
  await database.db.schema.dropTable('remembered_answers').execute()
  await assert.rejects(writes.once(write, act('done')))
  await assert.rejects(writes.once(write, () => Promise.resolve('refused')))
  assert.deepEqual(await listMade(database), [])
})

eachStore('another body under the same name is another write', async (open) => {
  const { writes, act } = await openProcess(open)
  await writes.once(write, act('first'))
  const other = { ...write, content: 'another body' }
  await assert.rejects(writes.once(other, act('second')), { code: 'write-differs' })
})

test('a sending waits for an earlier one a bounded time, and is then told when to come again', async () => {
  let time = now
  const none = { find: async () => undefined, keep: async () => true, deleteBefore: async () => 0 }
  const late = () => (time += 10_000)
  const writes = new Writes({ answers: none, concealment: plain, now: late })
  const { promise, resolve } = Promise.withResolvers<string>()
  const first = writes.once(write, () => promise)
  await assert.rejects(
    writes.once(write, () => Promise.resolve('second')),
    (error) => error instanceof DomainError && error.facts['retryAfterSeconds'] === 2,
  )
  resolve('first')
  assert.equal(await first, 'first')
})
