/** Tests the demo apps over both stores: one for each visitor, a bounded number of them, cleared before the next one gets it. */
import assert from 'node:assert/strict'
import { createStores } from '#src/adapters/database/stores.ts'
import { createTransact } from '#src/adapters/database/unit-of-work.ts'
import { Apps } from '#src/domain/apps/apps.ts'
import { dayMs, minuteMs } from '#src/kit/clock.ts'
import { systemRandom } from '#src/kit/random.ts'
import { eachStore, testAuditKey } from '#test/harness.ts'
import type { OpenStore } from '#test/harness.ts'
import { DemoApp, isDemoApp } from './demo-app.ts'
import type { DemoAppDependencies } from './demo-app.ts'
import { VisitorSlots } from './visitor-slots.ts'

const begin = 1_800_000_000_000

async function openRoom(open: OpenStore) {
  const database = await open()
  const time = { now: begin }
  const clock = { now: () => time.now }
  const random = systemRandom
  const stores = createStores(database.db)
  const transact = createTransact({ auditKey: testAuditKey, database, createStores, clock, random })
  const { apps: appStore, secrets } = stores
  const shared = { transact, apps: appStore, secrets, clock, random, realm: 'sandbox' }
  const apps = new Apps({
    ...shared,
    attempts: { note: () => {} },
    endAccessOfApp: () => Promise.resolve(),
  })
  const resets: string[] = []
  const resetWorld = async (worldId: string) => {
    resets.push(worldId)
    await apps.resetWorld(worldId, { kind: 'system' })
  }
  const slots = new VisitorSlots({ store: stores.visitorSlots, clock })
  const makeDemoApp = (products: DemoAppDependencies['products']) =>
    new DemoApp({ ...shared, products, slots, resetWorld })
  return { demoApp: makeDemoApp([]), makeDemoApp, apps, time, resets, database, stores }
}

const source = '192.0.2.1'

eachStore('a demo app is made at its visitor’s first use, once', async (open) => {
  const { demoApp, database } = await openRoom(open)
  const load = () => demoApp.load({ source, key: 'one' })
  const loaded = await Promise.all([load(), load(), load()])
  assert.equal(new Set(loaded.map((app) => `${app.id} ${app.clientId}`)).size, 1)
  assert.equal((await load()).id, loaded[0].id)
  assert.ok(isDemoApp(loaded[0].id))
  assert.equal((await database.db.selectFrom('apps').selectAll().execute()).length, 1)
  const [organisation] = await database.db.selectFrom('organisations').selectAll().execute()
  assert.equal(organisation?.kind, 'company')
})

eachStore(
  'it has every open product, new ones of the pack from the next start on',
  async (open) => {
    const { makeDemoApp, stores } = await openRoom(open)
    const rates = { id: 'rates', access: 'open', isForEveryApp: false } as const
    const regulated = { id: 'psd2', access: 'open', isForEveryApp: true } as const
    const loans = { id: 'loans', access: 'restricted', isForEveryApp: false } as const
    const { id } = await makeDemoApp([rates, regulated, loans]).load({ source })
    assert.deepEqual((await stores.subscriptions.listOfApps([id])).get(id), ['rates'])
    const later = makeDemoApp([rates, { ...rates, id: 'branches' }])
    await Promise.all([later.load({ source }), later.load({ source })])
    const listed = (await stores.subscriptions.listOfApps([id])).get(id)
    assert.deepEqual(listed?.toSorted(), ['branches', 'rates'])
  },
)

eachStore(
  'each visitor has an app of their own, and those beyond a share of one source share one',
  async (open) => {
    const { demoApp } = await openRoom(open)
    const keys = Array.from({ length: 12 }, (_, index) => `visitor-${index}`)
    const ids: string[] = []
    for (const key of keys) ids.push((await demoApp.load({ source, key })).id)
    assert.equal(new Set(ids.slice(0, 8)).size, 8)
    assert.equal(new Set(ids.slice(8)).size, 1)
    assert.equal(new Set(ids).size, 9)
    assert.equal((await demoApp.load({ source })).id, ids[8])
    assert.equal((await demoApp.load({ source, key: 'visitor-3' })).id, ids[3])
    assert.ok(!ids.includes((await demoApp.load({ source: '192.0.2.2' })).id))
  },
)

eachStore(
  'no visitors make more than so many, and the next waits until one is cleared',
  async (open) => {
    const { demoApp, time, resets, database } = await openRoom(open)
    const load = (index: number) => demoApp.load({ source: `198.51.100.${index}` })
    const first = await load(0)
    // As a hundred and ninety-nine other sources would.
    const others = Array.from({ length: 199 }, (_, index) => ({
      number: index + 1,
      state: 'leased',
      visitor_hash: `other-${index}`,
      source_hash: `other-${index}`,
      leased_at: begin + 1,
      changed_at: begin + 1,
    }))
    await database.db.insertInto('visitor_slots').values(others).execute()
    await assert.rejects(load(1), { code: 'console-limit-reached' })
    await demoApp.clearWhenDue()
    assert.deepEqual(resets, [])
    time.now = begin + 30 * minuteMs
    await Promise.all([demoApp.clearWhenDue(), demoApp.clearWhenDue()])
    assert.deepEqual(resets, [first.worldId])
    assert.equal((await load(1)).id, first.id)
    const [{ many } = { many: 0 }] = await database.db
      .selectFrom('visitor_slots')
      .select(({ fn }) => fn.countAll().as('many'))
      .execute()
    assert.equal(Number(many), 200)
  },
)

eachStore(
  'who comes again keeps the app for a day, and a killed clearing is done again',
  async (open) => {
    const { demoApp, time, resets, database } = await openRoom(open)
    const { id, worldId } = await demoApp.load({ source })
    while (time.now < begin + dayMs) {
      assert.equal((await demoApp.load({ source })).id, id)
      await demoApp.clearWhenDue()
      assert.deepEqual(resets, [])
      time.now += 20 * minuteMs
    }
    const killed = {
      state: 'resetting',
      visitor_hash: null,
      source_hash: null,
      changed_at: time.now,
    }
    await database.db.updateTable('visitor_slots').set(killed).execute()
    await demoApp.clearWhenDue()
    assert.deepEqual(resets, [])
    const next = await demoApp.load({ source })
    assert.notEqual(next.id, id)
    time.now += 60 * minuteMs
    await demoApp.clearWhenDue()
    assert.deepEqual(new Set(resets), new Set([worldId, next.worldId]))
  },
)

eachStore(
  'a lent secret works beside the app’s own until it is given back or ends',
  async (open) => {
    const { apps, time, database } = await openRoom(open)
    const owner = { developerId: 'dev-1', organisationIds: ['org-1'] }
    const made = await apps.create(owner, { name: 'Budget', type: 'web', redirectUris: [] })
    const { id } = made.app
    const lent = await apps.lendSecret(id, { lifetimeMs: 1_000, actor: { kind: 'system' } })
    const other = await apps.lendSecret(id, { lifetimeMs: 1_000, actor: { kind: 'system' } })
    assert.ok(await apps.findSecret(id, lent.clientSecret))
    assert.equal((await apps.list(owner)).length, 1)
    assert.equal((await apps.load(owner, id)).secretHint, made.app.secretHint)
    await lent.giveBack()
    assert.ok(!(await apps.findSecret(id, lent.clientSecret)))
    assert.ok(await apps.findSecret(id, other.clientSecret))
    time.now += 1_000
    assert.ok(!(await apps.findSecret(id, other.clientSecret)))
    assert.ok(await apps.findSecret(id, made.clientSecret))
    await createStores(database.db).secrets.deleteEnded(time.now + 1)
    const left = await database.db.selectFrom('app_secrets').selectAll().execute()
    assert.equal(left.length, 1)
  },
)
