import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { OpenStore } from '#test/harness.ts'
import { createNotificationStore } from '#src/adapters/database/stores/notification-store.ts'
import type { NotificationAttempt } from './notification-store.ts'
import { backOffMs, deliverDueNotifications } from './notification-delivery.ts'
import { eachStore } from '#test/harness.ts'

/** A watched consent with so many pushes in the outbox, and a sender that answers as told. */
async function openOutbox(open: OpenStore, pushes: readonly string[], attemptsMax = 1) {
  const store = createNotificationStore((await open()).db)
  // Two connections, as two processes have them, take turns.
  const processes = [store, createNotificationStore((await open()).db)]
  const resource = { kind: 'consent', id: randomUUID() } as const
  const about = { realm: 'sandbox', appId: 'app-1', uri: 'https://tpp.example/', createdAt: 0 }
  const contents = ['SCA', 'PROCESS'] as const
  await store.watch({ ...resource, ...about, worldId: 'w', contents, attemptsMax, path: '/' })
  for (const status of pushes)
    await store.enqueue({ ...about, id: randomUUID(), resource, status, body: '{}', attemptsMax })
  const sent: string[] = []
  let now = 1
  const clock = { now: () => now }
  let turn = 0
  const deliver = (attempt: NotificationAttempt = { outcome: 'delivered', answerStatus: 204 }) =>
    deliverDueNotifications({
      store: processes[(turn += 1) % 2] ?? store,
      clock,
      send: ({ status }) => {
        sent.push(status)
        return Promise.resolve(attempt)
      },
    })
  const wait = (ms: number) => void (now += ms)
  return { store, sent, deliver, wait, clock }
}

const unreachable = { outcome: 'not-reached' } as const

eachStore('pushes of one resource leave once each, in their order', async (open) => {
  const { sent, deliver, store } = await openOutbox(open, ['received', 'started', 'finalised'])
  const counts = await Promise.all([deliver(), deliver(), deliver()])
  assert.deepEqual(sent, ['received', 'started', 'finalised'])
  assert.equal(
    counts.reduce((sum, count) => sum + count, 0),
    3,
  )
  const log = await store.listOfApp('app-1', 2)
  assert.deepEqual(
    log.map(({ status, outcome }) => [status, outcome]),
    [
      ['finalised', 'delivered'],
      ['started', 'delivered'],
    ],
  )
})

eachStore('a push that fails is given up at once, and the next one goes', async (open) => {
  const { sent, deliver, store, wait } = await openOutbox(open, ['valid', 'expired'])
  await deliver(unreachable)
  wait(backOffMs(10))
  await deliver()
  assert.deepEqual(sent, ['valid', 'expired'])
  const [line] = await store.listOfApp('app-1', 1)
  assert.equal(line?.outcome, 'not-reached')
})

eachStore('with back-off a failed push comes again before those behind it', async (open) => {
  const { sent, deliver, store, wait } = await openOutbox(open, ['valid', 'expired'], 3)
  await deliver(unreachable)
  await deliver()
  assert.deepEqual(sent, ['valid'])
  wait(backOffMs(1))
  await deliver({ outcome: 'refused', answerStatus: 503 })
  wait(backOffMs(2))
  await deliver()
  assert.deepEqual(sent, ['valid', 'valid', 'valid', 'expired'])
  const [, first] = await store.listOfApp('app-1', 2)
  assert.equal(first?.attempts, 3)
})

eachStore('with back-off too a push has an end', async (open) => {
  const { deliver, store, wait } = await openOutbox(open, ['valid'], 2)
  for (const attempts of [1, 2, 3]) {
    await deliver(unreachable)
    wait(backOffMs(attempts))
  }
  const [line] = await store.listOfApp('app-1', 1)
  assert.equal(line?.attempts, 2)
  assert.equal(line.outcome, 'not-reached')
})

eachStore('what a killed process had in its hands goes out when its claim ends', async (open) => {
  const { sent, deliver, store, wait, clock } = await openOutbox(open, ['valid'])
  const [id = ''] = await store.listDue(clock.now(), 1)
  const until = clock.now() + 30_000
  assert.ok(await store.claim(id, { now: clock.now(), until }))
  assert.equal(await deliver(), 0)
  wait(30_000)
  assert.equal(await deliver(), 1)
  assert.deepEqual(sent, ['valid'])
})

eachStore('old lines of the log are deleted', async (open) => {
  const { deliver, store } = await openOutbox(open, ['valid'])
  await deliver()
  await store.deleteBefore(0)
  assert.equal((await store.listOfApp('app-1', 9)).length, 1)
  await store.deleteBefore(1)
  assert.equal((await store.listOfApp('app-1', 9)).length, 0)
})
