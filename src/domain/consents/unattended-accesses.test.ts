import assert from 'node:assert/strict'
import { createStores } from '#src/adapters/database/stores.ts'
import { createTransact } from '#src/adapters/database/unit-of-work.ts'
import { dayMs, hourMs } from '#src/kit/clock.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import { systemRandom } from '#src/kit/random.ts'
import { eachStore, testAuditKey } from '#test/harness.ts'
import type { OpenStore } from '#test/harness.ts'
import { countAccess } from './unattended-accesses.ts'
import type { AccessLimit } from './unattended-accesses.ts'

const place = { consentId: 'consent-1', accountId: 'acc-1', endpoint: 'getBalances' }
/** An hour before midnight in Stockholm. */
const evening = Date.UTC(2026, 10, 21, 22)

async function openRoom(open: OpenStore) {
  const database = await open()
  const clock = { now: () => evening }
  const { unattendedAccesses: accesses } = createStores(database.db)
  const transact = createTransact({
    auditKey: testAuditKey,
    database,
    createStores,
    clock,
    random: systemRandom,
  })
  const deps = { transact, accesses, random: systemRandom, timeZone: 'Europe/Stockholm' }
  /** 0 when the read is counted, else the seconds to wait; undefined when waiting does not help. */
  const read = async (now: number, limit: AccessLimit, where = place) => {
    try {
      await countAccess(deps, { place: where, now }, limit)
      return 0
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'access-exceeded') throw error
      return error.facts['retryAfterSeconds']
    }
  }
  return { read, accesses }
}

eachStore('by calendar day the reads are free again at midnight of the bank', async (open) => {
  const { read } = await openRoom(open)
  const limit = { maxPerDay: 2, dayOfCount: 'calendar-day' } as const
  const told = await Promise.all(Array.from({ length: 8 }, () => read(evening, limit)))
  assert.equal(told.filter((one) => one === 0).length, 2, 'exact among callers at once')
  assert.ok(told.every((one) => one === 0 || one === 3_600))
  assert.equal(await read(evening, limit, { ...place, accountId: 'acc-2' }), 0)
  assert.equal(await read(evening + hourMs, limit), 0)
})

eachStore('by rolling hours a read is free again a day after the oldest one', async (open) => {
  const { read } = await openRoom(open)
  const limit = { maxPerDay: 2, dayOfCount: 'rolling-24-hours' } as const
  assert.equal(await read(evening, limit), 0)
  assert.equal(await read(evening + hourMs, limit), 0)
  assert.equal(await read(evening + 2 * hourMs, limit), (22 * hourMs) / 1_000)
  assert.equal(await read(evening + dayMs, limit), 0)
  assert.equal(await read(evening + dayMs, limit), hourMs / 1_000)
})

eachStore('what opens once never opens again, and the places used are known', async (open) => {
  const { read, accesses } = await openRoom(open)
  assert.equal(await read(evening, 'once'), 0)
  assert.equal(await read(evening + 30 * dayMs, 'once'), undefined)
  const { accountId, endpoint } = place
  assert.deepEqual(await accesses.listPlaces(place.consentId), [{ accountId, endpoint }])
  await accesses.deleteBefore(evening + 1)
  assert.equal(await read(evening, 'once'), 0, 'old counts are gone')
})
