/** After 15 days nothing that a developer ever typed is in any column of any table; until then they can save all of it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { Database } from '#src/adapters/database/engine.ts'
import { dayMs } from '#src/kit/clock.ts'
import { bearer, call, createApp, expectCall, signUp } from '../developer.ts'
import type { RegisteredApp, SignedInDeveloper } from '../developer.ts'
import { fillIn } from '../contact-form.ts'
import { createSurroundings, engines, openStoreOf, startPortico } from '../harness.ts'
import { askWith, clientToken, wish } from '../world.ts'

/** Typed at one door each; none may be found afterwards. */
const words = {
  app: 'Plantedname of an app',
  path: 'plantedpath',
  customer: 'Plantedperson',
  tpp: 'plantedtpp',
  message: 'Plantedmessage',
  reason: 'Plantedreason',
}
const planted = /planted/iu

/** Every place of the store that holds a text like this, as table.column. */
async function grepStore(database: Database, patterns: readonly RegExp[]): Promise<string[]> {
  const places = new Set<string>()
  for (const { name } of await database.db.introspection.getTables()) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(
      database.db,
    )
    const cells = rows.flatMap((row) => Object.entries(row))
    for (const [column, value] of cells)
      if (patterns.some((pattern) => pattern.test(String(value)))) places.add(`${name}.${column}`)
  }
  return [...places].toSorted((one, other) => (one < other ? -1 : 1))
}

async function plant(url: string, developer: SignedInDeveloper): Promise<RegisteredApp> {
  const own = { headers: bearer(developer.token) }
  const fields = { name: words.app, redirectUris: [`http://127.0.0.1:9/${words.path}`] }
  const app = await createApp(url, developer, fields)
  const testData = `${url}/api/v1/apps/${app.id}/world/test-data`
  const data = (await expectCall(200, testData, own)).body
  data.customers[0].name = `${words.customer} Berg`
  await expectCall(204, testData, { method: 'PUT', ...own, json: data })
  await expectCall(201, `${url}/api/v1/apps/${app.id}/certificates`, {
    ...own,
    json: { roles: ['AISP'] },
  })
  const token = await clientToken(url, app)
  const ask = askWith(url, () => token)
  const made = await ask('/v1/consents', {
    json: wish,
    headers: {
      'tpp-redirect-uri': `http://127.0.0.1:9/${words.path}`,
      'tpp-notification-uri': `https://127.0.0.1:9/${words.tpp}`,
    },
  })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const filled = await fillIn(url)
  const typed = { [filled.messageId]: words.message, [filled.emailId]: developer.email }
  const message = { fields: { ...filled.values, ...typed }, language: 'en' }
  await expectCall(202, `${url}/api/v1/contact-messages`, { ...own, json: message })
  return app
}

for (const engine of engines)
  test(`an account and an unused sign-up leave nothing behind but records by number (${engine})`, async (t) => {
    const surroundings = await createSurroundings(t, engine)
    const first = await startPortico(t, { surroundings })
    const { url } = first
    const developer = await signUp(url)
    const app = await plant(url, developer)
    await expectCall(202, `${url}/api/v1/accounts`, { json: { email: 'planted@example.com' } })
    const own = { headers: bearer(developer.token) }

    const { body } = await expectCall(200, `${url}/api/v1/account/export`, own)
    const saved = JSON.stringify(body)
    for (const word of [developer.email, words.app, words.path, words.customer, words.message])
      assert.ok(saved.includes(word), `${word} is not in the export`)
    assert.doesNotMatch(
      saved,
      /secret_hash|secretHash|passwordHash|tokenHash|portico_st_|portico_cs_/u,
    )
    assert.ok(!saved.includes(app.clientSecret))
    assert.equal((await call(`${url}/api/v1/account/export`)).status, 401)

    await expectCall(204, `${url}/api/v1/account`, {
      method: 'DELETE',
      ...own,
      json: { currentPassword: developer.password, reason: words.reason },
    })
    await first.stop()
    const database = openStoreOf(surroundings)
    t.after(() => database.close())
    const patterns = [planted, new RegExp(developer.email, 'u')]
    const before = await grepStore(database, patterns)
    const expected = ['apps.name', 'apps.redirect_uris', 'worlds.test_data', 'mails.reply_to']
    for (const place of [...expected, 'authorisations.return_uri', 'developers.deletion_reason'])
      assert.ok(before.includes(place), `${place} is not among ${before.join(', ')}`)

    const clock = { now: () => Date.now() + 15 * dayMs }
    await startPortico(t, { surroundings, clock })
    let left = before
    for (let tries = 0; left.length > 0 && tries < 200; tries += 1) {
      await new Promise((done) => setTimeout(done, 50))
      left = await grepStore(database, patterns)
    }
    assert.deepEqual(left, [])
    const { rows } = await sql<{ n: number }>`select count(*) as n from apps`.execute(database.db)
    assert.equal(Number(rows[0]?.n), 0)
  })
