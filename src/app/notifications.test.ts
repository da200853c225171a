import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { createStores } from '#src/adapters/database/stores.ts'
import { createTransact } from '#src/adapters/database/unit-of-work.ts'
import { systemClock } from '#src/kit/clock.ts'
import { systemRandom } from '#src/kit/random.ts'
import { eachStore, testAuditKey } from '#test/harness.ts'
import type { OpenStore } from '#test/harness.ts'
import { withNotifications } from './notifications.ts'

const ground = { clock: systemClock, random: systemRandom }

async function openWatched(open: OpenStore, contents: readonly ('PROCESS' | 'LAST')[]) {
  const database = await open()
  const { notifications } = createStores(database.db)
  const id = randomUUID()
  await notifications.watch({
    kind: 'consent',
    id,
    realm: 'sandbox',
    worldId: 'world-1',
    appId: 'app-1',
    uri: 'https://tpp.example/',
    contents,
    attemptsMax: 1,
    path: `/v1/consents/${id}`,
    createdAt: 0,
  })
  let wakes = 0
  const transact = withNotifications(
    createTransact({ auditKey: testAuditKey, database, createStores, ...ground }),
    ground,
    () => void (wakes += 1),
  )
  const change = (status: string, fail = false) =>
    transact(({ audit }) => {
      const subject = { kind: 'consent', id }
      audit.record({ actor: { kind: 'system' }, action: `consent.${status}`, subject })
      return fail ? Promise.reject(new Error('no')) : Promise.resolve()
    })
  const told = async () => {
    const log = await notifications.listOfApp('app-1', 9)
    return log.map(({ status }) => status).toReversed()
  }
  return { change, told, wakes: () => wakes }
}

eachStore('a push is written with the change that it tells, or not at all', async (open) => {
  const { change, told, wakes } = await openWatched(open, ['PROCESS'])
  await change('valid')
  await assert.rejects(change('expired', true))
  assert.deepEqual(await told(), ['valid'])
  assert.equal(wakes(), 1)
})

eachStore('who wants the last status alone is told the last status alone', async (open) => {
  const { change, told } = await openWatched(open, ['LAST'])
  await change('partiallyAuthorised')
  await change('valid')
  await change('revokedByPsu')
  assert.deepEqual(await told(), ['revokedByPsu'])
})
