/** Subscriptions as their owners experience them, on both stores. */
import assert from 'node:assert/strict'
import { createStores } from '#src/adapters/database/stores.ts'
import { createTransact } from '#src/adapters/database/unit-of-work.ts'
import { systemRandom } from '#src/kit/random.ts'
import { eachStore, testAuditKey } from '#test/harness.ts'
import type { OpenStore } from '#test/harness.ts'
import { Apps } from './apps.ts'
import { Subscriptions } from './subscriptions.ts'

const owner = { developerId: 'dev-1', organisationIds: ['org-1'] }
const stranger = { developerId: 'dev-2', organisationIds: ['org-2'] }
const products = [
  { id: 'rates', access: 'open', isForEveryApp: false },
  { id: 'payroll', access: 'restricted', isForEveryApp: false },
  { id: 'accounts', access: 'restricted', isForEveryApp: true },
] as const

async function openRoom(open: OpenStore) {
  const database = await open()
  const clock = { now: () => 1_800_000_000_000 }
  const random = systemRandom
  const stores = createStores(database.db)
  const transact = createTransact({ auditKey: testAuditKey, database, createStores, clock, random })
  const apps = new Apps({
    transact,
    apps: stores.apps,
    secrets: stores.secrets,
    clock,
    random,
    realm: 'sandbox',
    attempts: { note: () => {} },
    endAccessOfApp: () => Promise.resolve(),
  })
  const { subscriptions: store } = stores
  const subscriptions = new Subscriptions({ transact, subscriptions: store, apps, products, clock })
  const { app } = await apps.create(owner, { name: 'Budget', type: 'web', redirectUris: [] })
  const listActions = async () => {
    const query = database.db.selectFrom('audit_entries').select('action')
    const rows = await query.where('action', 'like', 'app.%subscribed').execute()
    return rows.map(({ action }) => action)
  }
  const list = async () => (await subscriptions.listOfApps([app.id])).get(app.id) ?? []
  return { apps, app, subscriptions, list, listActions }
}

eachStore(
  'an open product is there at once and goes at once; repeating changes nothing',
  async (open) => {
    const { app, subscriptions, list, listActions } = await openRoom(open)
    await subscriptions.subscribe(owner, app.id, 'rates')
    await subscriptions.subscribe(owner, app.id, 'rates')
    assert.deepEqual(await list(), ['rates'])
    await subscriptions.unsubscribe(owner, app.id, 'rates')
    await subscriptions.unsubscribe(owner, app.id, 'rates')
    assert.deepEqual(await list(), [])
    assert.deepEqual((await listActions()).toSorted(), ['app.subscribed', 'app.unsubscribed'])
  },
)

eachStore('a restricted product is refused, and one for every app needs no row', async (open) => {
  const { app, subscriptions, list, listActions } = await openRoom(open)
  const refused = subscriptions.subscribe(owner, app.id, 'payroll')
  await assert.rejects(refused, { code: 'product-restricted' })
  await assert.rejects(subscriptions.subscribe(owner, app.id, 'none'), { code: 'product-unknown' })
  await subscriptions.subscribe(owner, app.id, 'accounts')
  assert.deepEqual(await list(), [])
  assert.deepEqual(await listActions(), [])
})

eachStore('nobody subscribes somebody else’s app', async (open) => {
  const { app, subscriptions, list } = await openRoom(open)
  await subscriptions.subscribe(owner, app.id, 'rates')
  const attempts = [
    () => subscriptions.subscribe(stranger, app.id, 'rates'),
    () => subscriptions.unsubscribe(stranger, app.id, 'rates'),
  ]
  for (const attempt of attempts) await assert.rejects(attempt, { code: 'app-unknown' })
  assert.deepEqual(await list(), ['rates'])
})

eachStore('subscriptions go with their app', async (open) => {
  const { apps, app, subscriptions, list } = await openRoom(open)
  await subscriptions.subscribe(owner, app.id, 'rates')
  await apps.delete(owner, app.id)
  assert.deepEqual(await list(), [])
})
