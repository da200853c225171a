/** A process leaves without a caller noticing: it says so first, serves on, then asks to close, then ends. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { Agent, get } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { test } from 'node:test'
import { createSurroundings } from '../harness.ts'
import { freePort } from '../raw-call.ts'
import { spawnPortico } from '../spawn-portico.ts'

const agent = new Agent({ keepAlive: true, maxSockets: 1 })

interface Seen {
  readonly status: number
  readonly connection: string
  readonly text: string
}

async function see(url: string): Promise<Seen> {
  const [answer] = (await once(get(url, { agent }), 'response')) as [IncomingMessage] // what the event brings
  let text = ''
  for await (const chunk of answer) text += String(chunk)
  return { status: answer.statusCode ?? 0, connection: answer.headers.connection ?? '', text }
}

/** Asks again and again until it holds; fails with the process's own end at the latest. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((done) => setTimeout(done, 10))
}

async function spawnDraining(t: Parameters<typeof createSurroundings>[0], seconds: string) {
  const { environment } = await createSurroundings(t)
  const port = await freePort()
  return spawnPortico(t, { environment: { ...environment, PORT: port, DRAIN_SECONDS: seconds } })
}

test('/readyz fails first while all is served, and no answer is lost until nobody is let in', async (t) => {
  const { url, signal, finished } = await spawnDraining(t, '3')
  assert.equal((await see(`${url}/readyz`)).status, 200)
  signal('SIGTERM')
  await until(async () => (await see(`${url}/readyz`)).status === 503)
  const draining = await see(`${url}/readyz`)
  assert.match(draining.text, /draining/u)
  assert.equal(draining.connection, 'keep-alive')
  const served = await see(`${url}/api/v1/products`)
  assert.deepEqual([served.status, served.connection], [200, 'keep-alive'])
  const answers: Seen[] = []
  const refused = until(async () => {
    answers.push(await see(`${url}/livez`))
    return false
  })
  await assert.rejects(refused)
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200])
  const asked = answers.map(({ connection }) => connection)
  assert.deepEqual(asked, asked.toSorted().toReversed(), 'once asked to close, always asked')
  assert.equal((await finished).code, 0)
})

test('a second signal ends a draining process at once', async (t) => {
  const { url, signal, finished } = await spawnDraining(t, '300')
  signal('SIGTERM')
  await until(async () => (await see(`${url}/readyz`)).status === 503)
  signal('SIGTERM')
  assert.equal((await finished).code, 130)
})
