import assert from 'node:assert/strict'
import type { Kysely } from 'kysely'
import { credentials } from '#src/adapters/database/migrations/2026-11-30-credentials.ts'
import { dayMs, hourMs } from '#src/kit/clock.ts'
import { eachStore } from '#test/harness.ts'
import { email, openAccounts, password, source } from '#test/fixtures/account-room.ts'

const linkInvalid = { code: 'link-invalid' }
const signInFailed = { code: 'sign-in-failed' }
const another = 'gröna rävar sover gott'
const stranger = '198.51.100.7'

eachStore('choosing a password behind the mailed link signs in', async (open) => {
  const { accounts, stores, mailsTo, lastToken, signUp } = await openAccounts(open)
  await signUp(' Astrid@Example.com ')
  const [mail] = await mailsTo(email)
  assert.match(mail?.links[0] ?? '', /^https:\/\/developer\.bank\.example\/activate\?token=.{43}$/u)
  await assert.rejects(accounts.signIn({ email, password, source }), signInFailed)
  const session = await accounts.activate({ token: await lastToken(), password })
  assert.match(session.token, /^portico_st_.{43}$/u)
  assert.equal(session.email, email)
  const developer = await accounts.findSession(session.token)
  assert.equal(developer?.email, email)
  assert.deepEqual(
    developer.organisations.map(({ name, role }) => ({ name, role })),
    [{ name: 'Personal', role: 'owner' }],
  )
  assert.equal((await stores.developers.findByEmail(email))?.state, 'active')
  assert.ok(await accounts.findSession((await accounts.signIn({ email, password, source })).token))
})

eachStore('an activation link works once, for 24 hours, also under a race', async (open) => {
  const { accounts, time, lastToken, signUp } = await openAccounts(open)
  await signUp()
  const token = await lastToken()
  time.at += dayMs
  await assert.rejects(accounts.activate({ token, password }), linkInvalid)
  await accounts.requestReset({ email, language: 'sv', source })
  const fresh = { token: await lastToken(), password }
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => accounts.activate(fresh)))
  assert.equal(outcomes.filter((outcome) => outcome.status === 'fulfilled').length, 1)
  await assert.rejects(accounts.activate({ ...fresh, password: another }), linkInvalid)
  await assert.rejects(accounts.activate({ token: 'unknown', password }), linkInvalid)
  await accounts.signIn({ email, password, source })
})

eachStore('a refused password does not use the link up', async (open) => {
  const { accounts, lastToken, signUp } = await openAccounts(open)
  await signUp()
  const token = await lastToken()
  const short = accounts.activate({ token, password: 'kort' })
  await assert.rejects(short, { code: 'password-too-short' })
  await accounts.activate({ token, password })
})

eachStore('a stranger who signs the address up chooses nothing', async (open) => {
  const { accounts, stores, lastToken, signUp } = await openAccounts(open)
  await signUp()
  const older = await lastToken()
  await signUp(email, stranger)
  assert.equal((await stores.developers.findByEmail(email))?.passwordHash, '')
  await assert.rejects(accounts.activate({ token: older, password }), linkInvalid)
  await accounts.activate({ token: await lastToken(), password })
  await signUp(email, stranger) // and afterwards neither
  await accounts.signIn({ email, password, source })
})

eachStore('an address gets three activation mails an hour, whoever asks', async (open) => {
  const { accounts, mailsTo, lastToken, signUp, time } = await openAccounts(open)
  for (let host = 0; host < 15; host += 1) await signUp(email, `198.51.100.${host}`)
  assert.equal((await mailsTo(email)).length, 3)
  const token = await lastToken()
  time.at += hourMs
  await signUp()
  assert.equal((await mailsTo(email)).length, 4)
  await assert.rejects(accounts.activate({ token, password }), linkInvalid)
  await accounts.activate({ token: await lastToken(), password })
})

eachStore('simultaneous sign-ups of one address make one developer and one link', async (open) => {
  const { accounts, database, signUp } = await openAccounts(open)
  await Promise.all([1, 2, 3, 4].map(() => signUp()))
  const { db } = database
  assert.equal((await db.selectFrom('developers').selectAll().execute()).length, 1)
  const usable = db.selectFrom('links').selectAll().where('replaced_at', 'is', null)
  assert.equal((await usable.execute()).length, 1)
  assert.equal(await accounts.eraseDue(), 0)
  assert.equal((await usable.execute()).length, 1)
})

eachStore('nothing tells whether an address has an account', async (open) => {
  const { accounts, work, time, mailsTo, register, signUp } = await openAccounts(open)
  await register()
  const before = { ...work }
  time.at += 1
  assert.equal(await signUp(), undefined)
  assert.equal(await signUp('bo@example.com'), undefined)
  assert.equal(work.hashed - before.hashed, 0)
  const [notice] = await mailsTo(email)
  assert.match(notice?.subject ?? '', /already have an account/u)
  await accounts.requestReset({ email: 'nobody@example.com', language: 'en', source })
  assert.deepEqual(await mailsTo('nobody@example.com'), [])
  for (const to of ['nobody@example.com', 'bo@example.com', 'no address', email]) {
    const attempt = { email: to, password: another, source: '192.0.2.9' }
    await assert.rejects(accounts.signIn(attempt), signInFailed)
  }
  assert.equal(work.verified - before.verified, 4)
  await accounts.signIn({ email, password, source })
})

eachStore('an upgrade takes the passwords of sign-ups that wait, and no account', async (open) => {
  const room = await openAccounts(open)
  await room.register()
  await room.signUp('bo@example.com')
  const { db } = room.database
  await db.schema.alterTable('links').addColumn('password_hash', 'text').execute()
  await db.schema.dropTable('refresh_lines').execute()
  await db.schema.alterTable('app_secrets').dropColumn('is_lent').execute()
  await db.schema.alterTable('app_secrets').dropColumn('last_used_at').execute()
  await db.schema.alterTable('oauth_artifacts').dropColumn('secret_id').execute()
  await credentials.up(db as unknown as Kysely<unknown>, room.database.engine)
  const [link] = await db.selectFrom('links').selectAll().execute()
  assert.ok(link && !('password_hash' in link))
  await room.accounts.signIn({ email, password, source })
  const token = await room.lastToken('bo@example.com')
  await room.accounts.activate({ token, password: another })
})
