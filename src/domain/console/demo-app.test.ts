/** Tests the demo app over both stores: that there is one, and that its World begins anew every day. */
import assert from 'node:assert/strict'
import { createStores } from '#src/adapters/database/stores.ts'
import { createTransact } from '#src/adapters/database/unit-of-work.ts'
import { Apps } from '#src/domain/apps/apps.ts'
import { dayMs } from '#src/kit/clock.ts'
import { systemRandom } from '#src/kit/random.ts'
import { eachStore, testAuditKey } from '#test/harness.ts'
import type { OpenStore } from '#test/harness.ts'
import { DemoApp } from './demo-app.ts'
import type { DemoAppDependencies } from './demo-app.ts'

const begin = 1_800_000_000_000

async function openRoom(open: OpenStore) {
  const database = await open()
  const time = { now: begin }
  const clock = { now: () => time.now }
  const random = systemRandom
  const stores = createStores(database.db)
  const transact = createTransact({ auditKey: testAuditKey, database, createStores, clock, random })
  const shared = { transact, apps: stores.apps, clock, random, realm: 'sandbox' }
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
  const makeDemoApp = (products: DemoAppDependencies['products']) =>
    new DemoApp({ ...shared, products, worlds: stores.worlds, resetWorld })
  return { demoApp: makeDemoApp([]), makeDemoApp, apps, time, resets, database, stores }
}

eachStore('the demo app is made at first use, once for everybody', async (open) => {
  const { demoApp, database } = await openRoom(open)
  const loaded = await Promise.all([demoApp.load(), demoApp.load(), demoApp.load()])
  assert.equal(new Set(loaded.map((app) => `${app.id} ${app.clientId}`)).size, 1)
  assert.equal((await demoApp.load()).id, loaded[0].id)
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
    const { id } = await makeDemoApp([rates, regulated, loans]).load()
    assert.deepEqual((await stores.subscriptions.listOfApps([id])).get(id), ['rates'])
    const later = makeDemoApp([rates, { ...rates, id: 'branches' }])
    await Promise.all([later.load(), later.load()])
    const listed = (await stores.subscriptions.listOfApps([id])).get(id)
    assert.deepEqual(listed?.toSorted(), ['branches', 'rates'])
  },
)

eachStore('its World begins anew when it is a day old, and not before', async (open) => {
  const { demoApp, time, resets } = await openRoom(open)
  await demoApp.resetWhenDue()
  const { worldId } = await demoApp.load()
  time.now = begin + dayMs - 1
  await demoApp.resetWhenDue()
  assert.deepEqual(resets, [])
  time.now = begin + dayMs
  await demoApp.resetWhenDue()
  await demoApp.resetWhenDue()
  assert.deepEqual(resets, [worldId])
})

eachStore(
  'a lent secret works beside the app’s own until it is given back or ends',
  async (open) => {
    const { apps, time, database } = await openRoom(open)
    const owner = { developerId: 'dev-1', organisationIds: ['org-1'] }
    const made = await apps.create(owner, { name: 'Budget', type: 'web', redirectUris: [] })
    const { id } = made.app
    const lent = await apps.lendSecret(id, { lifetimeMs: 1_000, actor: { kind: 'system' } })
    const other = await apps.lendSecret(id, { lifetimeMs: 1_000, actor: { kind: 'system' } })
    assert.ok(await apps.isSecretOf(id, lent.clientSecret))
    assert.equal((await apps.list(owner)).length, 1)
    assert.equal((await apps.load(owner, id)).secretHint, made.app.secretHint)
    await lent.giveBack()
    assert.ok(!(await apps.isSecretOf(id, lent.clientSecret)))
    assert.ok(await apps.isSecretOf(id, other.clientSecret))
    time.now += 1_000
    assert.ok(!(await apps.isSecretOf(id, other.clientSecret)))
    assert.ok(await apps.isSecretOf(id, made.clientSecret))
    await createStores(database.db).apps.deleteExpiredSecrets(time.now + 1)
    const left = await database.db.selectFrom('app_secrets').selectAll().execute()
    assert.equal(left.length, 1)
  },
)
