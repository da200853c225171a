import assert from 'node:assert/strict'
import { createStores } from '#src/adapters/database/stores.ts'
import { createTransact } from '#src/adapters/database/unit-of-work.ts'
import { Mailer } from '#src/domain/mail/mailer.ts'
import { hourMs, minuteMs } from '#src/kit/clock.ts'
import { systemRandom } from '#src/kit/random.ts'
import { eachStore, testAuditKey } from '#test/harness.ts'
import type { OpenStore } from '#test/harness.ts'
import { Apps } from './apps.ts'
import { ClientSecrets } from './client-secrets.ts'

const owner = { developerId: 'dev-1', organisationIds: ['org-1'] }
const stranger = { developerId: 'dev-2', organisationIds: ['org-2'] }
const web = { name: 'Budget', type: 'web', redirectUris: ['https://app.example/cb'] } as const
const email = 'astrid@example.com'

async function openRoom(open: OpenStore) {
  const database = await open()
  const time = { at: 1_800_000_000_000 }
  const clock = { now: () => time.at }
  const random = systemRandom
  const stores = createStores(database.db)
  const shared = {
    transact: createTransact({ auditKey: testAuditKey, database, createStores, clock, random }),
    secrets: stores.secrets,
    clock,
    random,
  }
  const apps = new Apps({
    ...shared,
    apps: stores.apps,
    realm: 'sandbox',
    attempts: { note: () => {} },
    endAccessOfApp: () => Promise.resolve(),
  })
  const publicUrl = 'https://developer.bank.example'
  const mailer = new Mailer({ publicUrl, bankName: 'Bank', clock, random, hasLocalMailbox: true })
  const tokens = stores.oauthArtifacts
  const secrets = new ClientSecrets({ ...shared, apps, tokens, mailer })
  const developer = { state: 'active', passwordHash: 'x', language: 'en', createdAt: 1 } as const
  await stores.developers.create({ ...developer, id: owner.developerId, email })
  const { app, clientSecret: first } = await apps.create(owner, web)
  const fits = async (text: string) => (await apps.findSecret(app.id, text)) !== undefined
  const create = (overlapHours: number) => secrets.create(owner, { appId: app.id, overlapHours })
  const mails = () => stores.mails.listShown(10)
  return { database, apps, secrets, time, app, first, fits, create, mails, stores }
}

eachStore('an old and a new secret work side by side for the chosen hours', async (open) => {
  const { apps, secrets, time, app, first, fits, create, mails } = await openRoom(open)
  time.at += 1
  const { clientSecret: second, secret } = await create(24)
  assert.deepEqual([await fits(first), await fits(second)], [true, true])
  assert.equal((await apps.load(owner, app.id)).secretHint, second.slice(-4))
  assert.equal((await apps.list(owner)).length, 1)
  const listed = await secrets.list(owner, app.id)
  assert.deepEqual(
    listed.map(({ hint, expiresAt }) => [hint, expiresAt]),
    [
      [second.slice(-4), undefined],
      [first.slice(-4), time.at + 24 * hourMs],
    ],
  )
  assert.equal(listed[0]?.id, secret.id)
  assert.match((await mails())[0]?.text ?? '', new RegExp(`/apps/${app.id}/secrets`, 'u'))
  time.at += 24 * hourMs
  assert.deepEqual([await fits(first), await fits(second)], [false, true])
})

eachStore('a third one waits until one is revoked, also at the same time', async (open) => {
  const { secrets, app, first, fits, create } = await openRoom(open)
  const tries = await Promise.allSettled([create(1), create(1), create(1)])
  assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1)
  await assert.rejects(create(1), { code: 'too-many-secrets', facts: { max: 2 } })
  const oldest = (await secrets.list(owner, app.id)).find(({ hint }) => hint === first.slice(-4))
  await secrets.revoke(owner, app.id, oldest?.id ?? '')
  assert.equal(await fits(first), false)
  const { clientSecret } = await create(0)
  assert.equal((await secrets.list(owner, app.id)).length, 1)
  assert.equal(await fits(clientSecret), true)
})

eachStore('the last use is noted, and not at every call', async (open) => {
  const { database, secrets, time, app, first, fits } = await openRoom(open)
  const lastUse = async () => (await secrets.list(owner, app.id))[0]?.lastUsedAt
  assert.equal(await lastUse(), undefined)
  await fits('wrong')
  assert.equal(await lastUse(), undefined)
  await fits(first)
  const begun = time.at
  assert.equal(await lastUse(), begun)
  time.at += 5 * minuteMs
  await fits(first)
  assert.equal(await lastUse(), begun)
  time.at += 1
  await fits(first)
  assert.equal(await lastUse(), time.at)
  const entries = await database.db.selectFrom('audit_entries').selectAll().execute()
  assert.ok(!JSON.stringify(entries).includes(first))
})

eachStore('secrets of somebody else are unknown, and lent ones are not shown', async (open) => {
  const { apps, secrets, app, create } = await openRoom(open)
  await apps.lendSecret(app.id, { lifetimeMs: hourMs, actor: { kind: 'system' } })
  const [own, ...more] = await secrets.list(owner, app.id)
  assert.deepEqual(more, [])
  const unknown = { code: 'app-unknown' }
  await assert.rejects(secrets.list(stranger, app.id), unknown)
  await assert.rejects(secrets.create(stranger, { appId: app.id, overlapHours: 0 }), unknown)
  await assert.rejects(secrets.revoke(stranger, app.id, own?.id ?? ''), unknown)
  await secrets.revoke(owner, app.id, own?.id ?? '')
  const again = secrets.revoke(owner, app.id, own?.id ?? '')
  await assert.rejects(again, { code: 'secret-unknown' })
  assert.equal((await apps.load(owner, app.id)).secretHint, '')
  assert.ok(await create(0))
})
