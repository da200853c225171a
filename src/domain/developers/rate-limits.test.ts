import assert from 'node:assert/strict'
import { dayMs, hourMs, minuteMs } from '#src/kit/clock.ts'
import { eachStore } from '#test/harness.ts'
import { email, openAccounts, password, source } from '#test/fixtures/account-room.ts'

const tooMany = { code: 'too-many-requests' }
const failed = { code: 'sign-in-failed' }
const wrong = 'not the password at all'
const attacker = '198.51.100.7'

async function guess(
  accounts: Awaited<ReturnType<typeof openAccounts>>['accounts'],
  from: string,
  times = 10,
) {
  for (let count = 0; count < times; count += 1) {
    await assert.rejects(accounts.signIn({ email, password: wrong, source: from }), failed)
  }
}

eachStore('ten wrong passwords stop the guesser and not the victim elsewhere', async (open) => {
  const { accounts, time, register } = await openAccounts(open)
  await register()
  await guess(accounts, attacker)
  const guessed = accounts.signIn({ email, password, source: attacker })
  await assert.rejects(guessed, { ...tooMany, facts: { retryAfterSeconds: 900 } })
  await accounts.signIn({ email, password, source })
  time.at += 15 * minuteMs
  await accounts.signIn({ email, password, source: attacker })
})

eachStore('a victim attacked from everywhere gets in by a reset over mail', async (open) => {
  const { accounts, lastToken, register } = await openAccounts(open)
  await register()
  for (let host = 0; host < 10; host += 1) await guess(accounts, `198.51.100.${host}`)
  await assert.rejects(accounts.signIn({ email, password, source }), tooMany)
  await accounts.requestReset({ email, language: 'en', source })
  await accounts.resetPassword({ token: await lastToken(), password: 'gröna rävar sover gott' })
  await accounts.signIn({ email, password: 'gröna rävar sover gott', source })
})

eachStore('who is stopped by an own counter cannot fill the address counter', async (open) => {
  const { accounts, register } = await openAccounts(open)
  await register()
  await guess(accounts, attacker)
  for (let count = 0; count < 95; count += 1) {
    await assert.rejects(accounts.signIn({ email, password: wrong, source: attacker }), tooMany)
  }
  await accounts.signIn({ email, password, source })
})

eachStore('signing in with the right password is never counted', async (open) => {
  const { accounts, database, register } = await openAccounts(open)
  await register()
  await guess(accounts, source, 9)
  for (let count = 0; count < 12; count += 1) await accounts.signIn({ email, password, source })
  const rows = await database.db.selectFrom('rate_limits').selectAll().execute()
  assert.deepEqual(
    rows.filter((row) => row.bucket.startsWith('sign-in')).map((row) => row.hits),
    [9, 9],
  )
})

eachStore('one source cannot try a password on everybody', async (open) => {
  const { accounts } = await openAccounts(open)
  const tryOn = (to: string) => accounts.signIn({ email: to, password: wrong, source: attacker })
  for (let person = 0; person < 100; person += 1) {
    await assert.rejects(tryOn(`person${person}@example.com`), failed)
  }
  await assert.rejects(tryOn('person100@example.com'), tooMany)
})

eachStore('guesses at the same time are counted one by one', async (open) => {
  const { accounts, register } = await openAccounts(open)
  await register()
  const tries = Array.from({ length: 20 }, () =>
    accounts.signIn({ email, password: wrong, source: attacker }),
  )
  const outcomes = await Promise.allSettled(tries)
  const codes = outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason.code)
  assert.equal(codes.filter((code) => code === 'sign-in-failed').length, 10)
  assert.equal(codes.filter((code) => code === 'too-many-requests').length, 10)
})

eachStore('the fourth reset mail of an hour is silence, and the last link works', async (open) => {
  const { accounts, mailsTo, lastToken, register, time } = await openAccounts(open)
  await register()
  const ask = () => accounts.requestReset({ email, language: 'en', source: attacker })
  for (let count = 0; count < 3; count += 1) await ask()
  time.at += 1
  const token = await lastToken()
  const count = (await mailsTo(email)).length
  await ask()
  assert.equal((await mailsTo(email)).length, count)
  time.at += hourMs
  await ask()
  assert.equal((await mailsTo(email)).length, count + 1)
  await assert.rejects(accounts.resetPassword({ token, password }), { code: 'link-invalid' })
})

eachStore('one source makes 30 sign-ups and 30 resets an hour, and no more', async (open) => {
  const { accounts, signUp, time } = await openAccounts(open)
  const ask = (to: string) => accounts.requestReset({ email: to, language: 'en', source })
  for (let person = 0; person < 30; person += 1) {
    await signUp(`person${person}@example.com`)
    await ask(`person${person}@example.com`)
  }
  await assert.rejects(signUp(), tooMany)
  await assert.rejects(ask(email), tooMany)
  time.at += hourMs
  await signUp()
  await ask(email)
})

eachStore('guesses at the current password of a stolen session are counted too', async (open) => {
  const { accounts, register } = await openAccounts(open)
  const { token: sessionToken } = await register()
  const change = { sessionToken, currentPassword: wrong, newPassword: 'gröna rävar sover gott' }
  for (let count = 0; count < 10; count += 1) {
    await assert.rejects(accounts.changePassword(change), { code: 'current-password-wrong' })
  }
  await assert.rejects(accounts.changePassword({ ...change, currentPassword: password }), tooMany)
})

eachStore('counters hold digests, and go when their time is over', async (open) => {
  const { accounts, database, time, register } = await openAccounts(open)
  await register()
  await guess(accounts, attacker, 1)
  const rows = JSON.stringify(await database.db.selectFrom('rate_limits').selectAll().execute())
  assert.ok(!rows.includes(email) && !rows.includes(attacker) && !rows.includes(source))
  time.at += dayMs
  await accounts.eraseDue()
  assert.deepEqual(await database.db.selectFrom('rate_limits').selectAll().execute(), [])
})

eachStore('switched off, nothing is counted', async (open) => {
  const { accounts, database, register } = await openAccounts(open, { isLimited: false })
  await register()
  await guess(accounts, attacker, 12)
  await accounts.signIn({ email, password, source: attacker })
  assert.deepEqual(await database.db.selectFrom('rate_limits').selectAll().execute(), [])
})
