import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { pathToFileURL } from 'node:url'
import { temporaryDirectory } from '#test/harness.ts'
import { ThreadGaveUpError, createThreadPool } from './thread-pool.ts'
import type { ThreadPoolOptions } from './thread-pool.ts'

const serveTasks = pathToFileURL(join(import.meta.dirname, 'serve-tasks.ts')).href
const script = `
import { threadId } from 'node:worker_threads'
import { serveTasks } from ${JSON.stringify(serveTasks)}
serveTasks(async (task, ask) => {
  if (task.kind === 'ask') return { value: await ask(task.question) }
  if (task.kind === 'spin') for (;;) {}
  if (task.kind === 'throw') throw new Error('no such luck')
  if (task.kind === 'grow') for (const all = [];;) all.push(new Array(1e6).fill(all.length))
  return { value: threadId }
})
`

type Task = { kind: 'id' | 'spin' | 'throw' | 'grow' } | { kind: 'ask'; question: unknown }

async function open(t: TestContext, own: Partial<ThreadPoolOptions> = {}) {
  const file = join(await temporaryDirectory(t), 'script.mjs')
  await writeFile(file, script)
  const pool = createThreadPool<Task, unknown>({
    script: pathToFileURL(file),
    threadsMax: 1,
    tasksPerThread: 1,
    queueMax: 10,
    silentMs: 60_000,
    heapMegabytes: 64,
    idleMs: 60_000,
    ...own,
  })
  t.after(() => pool.close())
  return pool
}

test('a task may ask, is answered, and a refusal of ours reaches it', async (t) => {
  const pool = await open(t)
  const task = { value: { kind: 'ask', question: 2 } } as const
  const answer = async (question: unknown) => ({ value: Number(question) * 21 })
  assert.equal(await pool.run(task, { answer }), 42)
  const refusal = pool.run(task, { answer: () => Promise.reject(new Error('not today')) })
  await assert.rejects(refusal, /not today/u)
  await assert.rejects(pool.run({ value: { kind: 'throw' } }), /no such luck/u)
})

test('a thread that computes for too long or grows too large is ended, and the next task gets a new one', async (t) => {
  const spinning = await open(t, { silentMs: 2_000 })
  const first = await spinning.run({ value: { kind: 'id' } })
  await assert.rejects(spinning.run({ value: { kind: 'spin' } }), ThreadGaveUpError)
  assert.notEqual(await spinning.run({ value: { kind: 'id' } }), first)
  const growing = await open(t)
  await assert.rejects(growing.run({ value: { kind: 'grow' } }), ThreadGaveUpError)
  assert.ok(await growing.run({ value: { kind: 'id' } }))
})

test('a task that waits for our answer does not count as silent', async (t) => {
  const pool = await open(t, { silentMs: 1_000 })
  await pool.run({ value: { kind: 'id' } })
  const answer = async () => {
    await new Promise((done) => setTimeout(done, 1_200))
    return { value: 'late' }
  }
  assert.equal(await pool.run({ value: { kind: 'ask', question: 1 } }, { answer }), 'late')
})

test('what nobody waits for any more is dropped before it begins, and gets no answers afterwards', async (t) => {
  const pool = await open(t)
  const gone = new AbortController()
  let release = () => {}
  const held = new Promise<void>((done) => (release = done))
  const first = pool.run(
    { value: { kind: 'ask', question: 1 } },
    { answer: async () => held.then(() => ({ value: 1 })) },
  )
  let asked = 0
  const dropped = pool.run(
    { value: { kind: 'ask', question: 2 } },
    { signal: gone.signal, answer: async () => ({ value: (asked += 1) }) },
  )
  gone.abort(new Error('gone'))
  await assert.rejects(dropped, /gone/u)
  release()
  assert.equal(await first, 1)
  await pool.run({ value: { kind: 'id' } })
  assert.equal(asked, 0)
})
