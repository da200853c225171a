import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createStores } from '#src/adapters/database/stores.ts'
import { silentLog } from '#src/kit/log.ts'
import { eachStore } from '#test/harness.ts'
import type { CallRecord } from './call-record.ts'
import { createCallRecorder, listCallsOfApp } from './call-recorder.ts'

function call(number: number): CallRecord {
  return {
    id: `call_${String(number).padStart(6, '0')}`,
    realm: 'sandbox',
    worldId: 'world-1',
    interface: 'xs2a',
    version: 'v1',
    segment: null,
    service: 'account-information',
    operation: 'getAccountList',
    organisationId: 'org-1',
    appId: 'app-1',
    requestId: `request-${number}`,
    isPsuPresent: true,
    method: 'GET',
    path: '/v1/accounts',
    status: 200,
    outcome: 'answered',
    errorCode: null,
    arrivedAt: 1_000 + number,
    endedAt: 1_005 + number,
  }
}

eachStore('a stop writes every call recorded before, in groups', async (open) => {
  const { callRecords: store } = createStores((await open()).db)
  const recorder = createCallRecorder({ store, log: silentLog })
  for (let number = 0; number < 1_201; number += 1) recorder.record(call(number))
  await recorder.stop()
  assert.equal((await store.listOfApp({ appId: 'app-1', limit: 5_000 })).length, 1_201)
})

eachStore(
  'calls are listed at once, newest first, page by page and by request id',
  async (open) => {
    const { callRecords: store } = createStores((await open()).db)
    const recorder = createCallRecorder({ store, log: silentLog })
    for (let number = 0; number < 5; number += 1) recorder.record(call(number))
    const services = { store, recorder }
    const first = await listCallsOfApp(services, { appId: 'app-1', limit: 3 })
    assert.deepEqual(
      first.calls.map(({ requestId }) => requestId),
      ['request-4', 'request-3', 'request-2'],
    )
    assert.ok('next' in first && first.next)
    const rest = await listCallsOfApp(services, { appId: 'app-1', limit: 3, before: first.next })
    assert.deepEqual([rest.calls.length, 'next' in rest], [2, false])
    const one = await listCallsOfApp(services, { appId: 'app-1', limit: 3, requestId: 'request-1' })
    assert.deepEqual([one.calls.length, one.calls[0]?.durationMs], [1, 5])
    assert.equal((await listCallsOfApp(services, { appId: 'app-2', limit: 3 })).calls.length, 0)
    await recorder.stop()
  },
)

test('a store that is down costs no call its answer; what exceeds the queue is counted and told', async () => {
  const told: object[] = []
  const written: CallRecord[] = []
  let isDown = true
  const recorder = createCallRecorder({
    store: {
      insert: async (records) => {
        if (isDown) throw new Error('down')
        written.push(...records)
      },
      listOfApp: async () => [],
    },
    log: { ...silentLog, error: (facts) => told.push(facts) },
    queueMax: 3,
  })
  for (let number = 0; number < 5; number += 1) recorder.record(call(number))
  await recorder.flush()
  assert.equal(written.length, 0)
  isDown = false
  await recorder.stop()
  assert.equal(written.length, 3)
  assert.deepEqual(told.at(-1), { lost: 2 })
})
