/** What the audit trail holds of a day at the real doors, and what happens when it cannot be written or lost its end. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { copyFileSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { createSurroundings, engines, openStoreOf, startPortico } from '../harness.ts'
import type { Surroundings } from '../harness.ts'
import { basic, bearer, call, createApp, expectCall, logIn, signUp } from '../developer.ts'
import { connect, refresh } from '../consent-flow.ts'
import { audit } from '#src/cli/audit.ts'
import { askWith, clientToken, wish } from '../world.ts'

const invalid = { email: 'nobody@example.com', password: 'not the right password' }

function fileOf({ environment }: Pick<Surroundings, 'environment'>): string {
  return join(environment['PORTICO_DATA'] ?? '', 'portico.sqlite')
}

async function listEntries(surroundings: Surroundings) {
  const database = openStoreOf(surroundings)
  try {
    return await database.db.selectFrom('audit_entries').selectAll().orderBy('at').execute()
  } finally {
    await database.close()
  }
}

test('who did what, in which request and session, is in the trail', async (t) => {
  const surroundings = await createSurroundings(t, 'postgres')
  const portico = await startPortico(t, { surroundings })
  const { url } = portico
  const developer = await signUp(url)
  const app = await createApp(url, developer)
  const { refreshToken, accessToken } = await connect(url, app)
  await refresh(url, app, refreshToken)
  const revocation = new URLSearchParams({ token: accessToken })
  const revoke = { method: 'POST', headers: basic(app), body: revocation }
  assert.equal((await fetch(`${url}/sandbox/oauth/revoke`, revoke)).status, 200)
  const requestId = randomUUID()
  const world = `${url}/sandbox/world/v1`
  const asApp = { method: 'POST', headers: { ...basic(app), 'x-request-id': requestId } }
  await expectCall(204, `${world}/reset`, asApp)
  const wrong = { headers: basic({ ...app, clientSecret: 'portico_cs_wrong' }) }
  for (let times = 0; times < 3; times += 1) await expectCall(401, `${world}/customers`, wrong)
  const { email } = developer
  for (const json of [invalid, { ...invalid, email }, { ...invalid, email }])
    await expectCall(401, `${url}/api/v1/sessions`, { json })
  await expectCall(202, `${url}/api/v1/password-resets`, { json: { email } })
  const token = await logIn(url, developer)
  const own = { headers: bearer(token) }
  await expectCall(204, `${url}/api/v1/sessions/current`, { method: 'DELETE', ...own })
  await portico.stop()

  const entries = await listEntries(surroundings)
  const of = (action: string) => entries.filter((entry) => entry.action === action)
  const [reset] = of('world.reset')
  assert.deepEqual([reset?.actor_kind, reset?.actor_id], ['app', app.id])
  assert.equal(reset?.request_id, requestId)
  assert.deepEqual(
    of('token.issued').map(({ subject_kind, actor_id }) => `${subject_kind} ${actor_id}`),
    [`access-token ${app.id}`, `refresh-token ${app.id}`, `access-token ${app.id}`],
  )
  assert.ok(of('token.issued').every(({ request_id }) => request_id !== null))
  assert.equal(of('token.refreshed').length, 1)
  assert.equal(of('token.revoked').length, 1)
  const [refused] = of('app.secret-refused')
  assert.deepEqual([refused?.subject_id, countOf(refused)], [app.id, 3])
  const failed = of('developer.sign-in-failed').map((one) => [
    one.subject_id === 'unknown' ? 'unknown' : one.subject_id.slice(0, 4),
    countOf(one),
  ])
  assert.deepEqual(
    failed.toSorted((one, other) => Number(other[1]) - Number(one[1])),
    [
      ['dev_', 2],
      ['unknown', 1],
    ],
  )
  assert.equal(of('developer.reset-asked').length, 1)
  const [signedOut] = of('developer.signed-out')
  const signedIn = of('developer.signed-in').map(({ facts }) => facts)
  assert.ok(signedOut?.session_id)
  assert.ok(signedIn.includes(JSON.stringify({ sessionId: signedOut.session_id })))
  assert.equal(of('process.started').length + of('process.stopped').length, 2)
  assert.doesNotMatch(JSON.stringify(entries), /@example\.com/u)
})

function countOf(entry: { facts: string | null } | undefined): unknown {
  return JSON.parse(entry?.facts ?? '{}').count
}

const unwritable = {
  sqlite: [
    sql`create trigger no_audit before insert on audit_entries begin select raise(abort, 'no'); end`,
    sql`drop trigger no_audit`,
  ],
  postgres: [
    sql`alter table audit_entries add constraint no_audit check (seq < 0) not valid`,
    sql`alter table audit_entries drop constraint no_audit`,
  ],
} as const

for (const engine of engines)
  test(`what cannot be recorded is not done, and readiness says so until it can (${engine})`, async (t) => {
    const surroundings = await createSurroundings(t, engine)
    const { url } = await startPortico(t, { surroundings })
    const developer = await signUp(url)
    const app = await createApp(url, developer)
    const token = await clientToken(url, app)
    const database = openStoreOf(surroundings)
    t.after(() => database.close())
    assert.match((await expectCall(200, `${url}/readyz`)).body, /\+ audit: /u)
    const [forbid, allow] = unwritable[engine]
    await forbid.execute(database.db)
    const make = { headers: bearer(developer.token), json: { name: 'Late', redirectUris: [] } }
    const credentials = { grant_type: 'client_credentials', scope: 'xs2a' }
    const body = new URLSearchParams(credentials)
    const answers = [
      await call(`${url}/api/v1/apps`, make),
      await call(`${url}/sandbox/world/v1/reset`, { method: 'POST', headers: basic(app) }),
      await askWith(url, () => token)('/v1/consents', { json: wish }),
      await fetch(`${url}/sandbox/oauth/token`, { method: 'POST', headers: basic(app), body }),
    ]
    assert.deepEqual(
      answers.map(({ status }) => status),
      [503, 503, 503, 503],
    )
    for (const { headers } of answers) assert.ok(Number(headers.get('retry-after')) > 0)
    assert.match((await expectCall(503, `${url}/readyz`)).body, /- audit: the trail cannot/u)
    assert.equal((await database.db.selectFrom('apps').selectAll().execute()).length, 1)
    await allow.execute(database.db)
    for (let tries = 0; tries < 100; tries += 1) {
      if ((await call(`${url}/readyz`)).status === 200) break
      await new Promise((done) => setTimeout(done, 50))
    }
    await expectCall(200, `${url}/readyz`)
    await expectCall(201, `${url}/api/v1/apps`, make)
  })

test('an embedded store that lost its end is told by the head beside it', async (t) => {
  const surroundings = await createSurroundings(t)
  const file = fileOf(surroundings)
  const first = await startPortico(t, { surroundings })
  await signUp(first.url)
  await first.stop()
  copyFileSync(file, `${file}.older`)
  const second = await startPortico(t, { surroundings })
  await signUp(second.url)
  await second.stop()
  const { environment } = surroundings
  const verify = async (...words: string[]) => {
    const lines: string[] = []
    const print = (line: string) => void lines.push(line)
    const code = await audit({ arguments: ['verify', ...words], environment, print })
    return { code, output: lines.join('\n') }
  }
  const whole = await verify()
  assert.equal(whole.code, 0, whole.output)
  const head = readFileSync(join(file, '..', 'audit-head'), 'utf8').trim()
  assert.ok(whole.output.includes(`Head: ${head}`), whole.output)
  for (const rest of ['-wal', '-shm']) rmSync(`${file}${rest}`, { force: true })
  copyFileSync(`${file}.older`, file)
  const cut = await verify()
  assert.equal(cut.code, 1)
  assert.match(cut.output, /lacks this head/u)
  await assert.rejects(verify('--expect', 'abc'), /is no head/u)
  // The start would refuse such a store; without its mark it is taken for a backup that somebody restored.
  rmSync(join(file, '..', 'store-mark'))
  const third = await startPortico(t, { surroundings })
  await third.stop()
  const older = (await listEntries(surroundings)).find(
    ({ action }) => action === 'installation.store-older',
  )
  assert.equal(older?.facts, JSON.stringify({ head }))
  assert.equal((await verify()).code, 0)
  assert.equal((await verify('--expect', head)).code, 1)
})
