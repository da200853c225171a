import assert from 'node:assert/strict'
import { createStores } from '#src/adapters/database/stores.ts'
import { createTransact } from '#src/adapters/database/unit-of-work.ts'
import { dayMs, hourMs, secondMs } from '#src/kit/clock.ts'
import { systemRandom } from '#src/kit/random.ts'
import { eachStore, testAuditKey } from '#test/harness.ts'
import type { OpenStore } from '#test/harness.ts'
import type { Notice } from './notice-store.ts'
import { Notices } from './notices.ts'

const start = 1_800_000_000_000
const text = { en: 'We patch the servers.', sv: 'Vi uppdaterar servrarna.' }
const patching = {
  kind: 'maintenance',
  from: start + hourMs,
  until: start + 2 * hourMs,
  text,
} as const

async function openRoom(open: OpenStore, ofPack: readonly Notice[] = []) {
  const database = await open()
  const time = { at: start }
  const shared = { clock: { now: () => time.at }, random: systemRandom }
  const make = () =>
    new Notices({
      ...shared,
      transact: createTransact({ auditKey: testAuditKey, database, createStores, ...shared }),
      notices: createStores(database.db).notices,
      ofPack,
      realm: 'sandbox',
    })
  return { database, time, notices: make(), ofAnotherProcess: make() }
}

eachStore('a notice is upcoming, then current to the millisecond, then gone', async (open) => {
  const { time, notices } = await openRoom(open)
  await notices.add(patching)
  const states = async (at: number) => {
    time.at = at
    return (await notices.list()).map(({ isCurrent }) => isCurrent)
  }
  assert.deepEqual(await states(patching.from - 1), [false])
  assert.deepEqual(await states(patching.from), [true])
  assert.deepEqual(await states(patching.until - 1), [true])
  assert.deepEqual(await states(patching.until), [])
})

eachStore('what another process adds or ends shows within seconds', async (open) => {
  const { time, notices, ofAnotherProcess } = await openRoom(open)
  assert.deepEqual(await notices.list(), [])
  const id = await ofAnotherProcess.add(patching)
  time.at += 2 * secondMs
  assert.deepEqual(
    (await notices.list()).map((notice) => notice.id),
    [id],
  )
  assert.equal(await ofAnotherProcess.end(id), 'ended')
  time.at += 2 * secondMs
  assert.deepEqual(await notices.list(), [])
})

eachStore('ending tells what there was to end', async (open) => {
  const ofPack = { ...patching, id: 'of-pack' }
  const { time, notices, database } = await openRoom(open, [ofPack])
  const id = await notices.add(patching)
  assert.equal(await notices.end('notice_none'), 'unknown')
  assert.equal(await notices.end('of-pack'), 'of-the-pack')
  assert.equal(await notices.end(id), 'ended')
  assert.equal(await notices.end(id), 'already-over')
  time.at += dayMs
  const audited = await database.db.selectFrom('audit_entries').select('action').execute()
  assert.deepEqual(
    audited.map(({ action }) => action),
    ['notice.added', 'notice.ended'],
  )
})

eachStore('the pack’s notices and the operator’s are one list by their beginning', async (open) => {
  const later = { ...patching, id: 'of-pack', from: patching.from + 1 }
  const over = { ...patching, id: 'over', from: start - dayMs, until: start }
  const { notices } = await openRoom(open, [later, over])
  const id = await notices.add(patching)
  assert.deepEqual(
    (await notices.list()).map((notice) => notice.id),
    [id, 'of-pack'],
  )
})

eachStore('nonsense is named', async (open) => {
  const { notices } = await openRoom(open)
  const faultOf = (change: Partial<typeof patching>) =>
    notices.findFault({ ...patching, ...change })
  assert.equal(faultOf({}), undefined)
  assert.equal(faultOf({ until: patching.from }), 'ends-before-it-begins')
  assert.equal(faultOf({ from: start - 2, until: start }), 'already-over')
  assert.equal(faultOf({ until: start + 400 * dayMs }), 'lasts-too-long')
  assert.equal(faultOf({ text: { en: ' ', sv: 'x' } as never }), 'text-unfit')
  assert.equal(faultOf({ text: { en: 'a\nb', sv: 'x' } as never }), 'text-unfit')
  assert.equal(faultOf({ text: { en: 'a'.repeat(501), sv: 'x' } as never }), 'text-unfit')
})
