import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createStores } from '#src/adapters/database/stores.ts'
import { createTransact } from '#src/adapters/database/unit-of-work.ts'
import { systemRandom } from '#src/kit/random.ts'
import { eachStore, testAuditKey } from '#test/harness.ts'
import type { OpenStore } from '#test/harness.ts'
import { Apps } from './apps.ts'
import { findRedirectUriFault } from './redirect-uri.ts'

const owner = { developerId: 'dev-1', organisationIds: ['org-1'] }
const stranger = { developerId: 'dev-2', organisationIds: ['org-2'] }
const web = { name: 'Budget', type: 'web', redirectUris: ['https://app.example/cb'] } as const

async function openRoom(open: OpenStore) {
  const database = await open()
  const clock = { now: () => 1_800_000_000_000 }
  const ended: string[] = []
  const apps = new Apps({
    transact: createTransact({
      auditKey: testAuditKey,
      database,
      createStores,
      clock,
      random: systemRandom,
    }),
    apps: createStores(database.db).apps,
    secrets: createStores(database.db).secrets,
    clock,
    random: systemRandom,
    realm: 'sandbox',
    attempts: { note: () => {} },
    endAccessOfApp: (appId) => Promise.resolve(void ended.push(appId)),
  })
  return { apps, ended, database }
}

eachStore('an app gets credentials of its own and a World; names may repeat', async (open) => {
  const { apps, database } = await openRoom(open)
  const first = await apps.create(owner, web)
  const second = await apps.create(owner, web)
  assert.notEqual(first.app.clientId, second.app.clientId)
  assert.notEqual(first.app.worldId, second.app.worldId)
  assert.match(first.clientSecret, /^portico_cs_[\w-]{43}$/u)
  assert.equal((await database.db.selectFrom('worlds').selectAll().execute()).length, 2)
  const stored = JSON.stringify(await database.db.selectFrom('app_secrets').selectAll().execute())
  assert.ok(!stored.includes(first.clientSecret), 'the secret is stored hashed only')
})

eachStore('a secret fits its own app alone', async (open) => {
  const { apps } = await openRoom(open)
  const first = await apps.create(owner, web)
  const second = await apps.create(owner, web)
  assert.ok(await apps.findSecret(first.app.id, first.clientSecret))
  assert.ok(!(await apps.findSecret(first.app.id, second.clientSecret)))
  assert.ok(!(await apps.findSecret(first.app.id, '')))
})

eachStore('somebody else’s app is as unknown as one that never was', async (open) => {
  const { apps } = await openRoom(open)
  const { app } = await apps.create(owner, web)
  for (const [who, id] of [
    [stranger, app.id],
    [owner, 'app_none'],
  ] as const) {
    await assert.rejects(apps.load(who, id), { code: 'app-unknown' })
    await assert.rejects(apps.update(who, id, { name: 'Mine' }), { code: 'app-unknown' })
    await assert.rejects(apps.delete(who, id), { code: 'app-unknown' })
  }
})

eachStore('deleting ends access first and frees nothing for others', async (open) => {
  const { apps, ended } = await openRoom(open)
  const { app } = await apps.create(owner, web)
  await apps.delete(owner, app.id)
  assert.deepEqual(ended, [app.id])
  assert.equal(await apps.findByClientId(app.clientId), undefined)
  assert.deepEqual(await apps.list(owner), [])
})

eachStore('names and addresses are checked on making and on changing', async (open) => {
  const { apps } = await openRoom(open)
  await assert.rejects(apps.create(owner, { ...web, name: '  ' }), { code: 'app-name-invalid' })
  await assert.rejects(apps.create(owner, { ...web, name: 'a\nb' }), { code: 'app-name-invalid' })
  const { app } = await apps.create(owner, web)
  const change = { redirectUris: ['http://app.example/cb'] }
  await assert.rejects(apps.update(owner, app.id, change), { code: 'redirect-uri-invalid' })
  const renamed = await apps.update(owner, app.id, { name: 'Budget 2' })
  assert.equal(renamed.name, 'Budget 2')
  assert.deepEqual(renamed.redirectUris, web.redirectUris)
})

test('https and loopback addresses may be registered', () => {
  const good = ['https://a.example/cb', 'https://a.example:8443/cb?x=1', 'http://127.0.0.1:9999/cb']
  for (const uri of [...good, 'http://localhost/cb', 'http://[::1]:1/cb']) {
    assert.equal(findRedirectUriFault(uri), undefined, uri)
  }
})

test('addresses that could lead elsewhere are refused with their fault', () => {
  const faults = {
    'http://a.example/cb': 'scheme',
    'http://127.0.0.1.evil.example/': 'scheme',
    'https://a.example/cb#x': 'fragment',
    'https://user@a.example/': 'userinfo',
    'https://*.a.example/': 'wildcard',
    'https://a.example;frame-ancestors/': 'host',
    'https://a,b.example/': 'host',
    'https://a_b.example/': 'host',
    'javascript:alert(1)': 'not-absolute',
    'https:a.example': 'not-absolute',
    '/cb': 'not-absolute',
    'https://a.example/\r\nX: y': 'not-absolute',
  }
  for (const [uri, fault] of Object.entries(faults)) {
    assert.equal(findRedirectUriFault(uri), fault, uri)
  }
})
