import assert from 'node:assert/strict'
import { dayMs, hourMs, minuteMs } from '#src/kit/clock.ts'
import { eachStore } from '#test/harness.ts'
import { email, openAccounts, password, source } from '#test/fixtures/account-room.ts'

const linkInvalid = { code: 'link-invalid' }
const signInFailed = { code: 'sign-in-failed' }
const another = 'gröna rävar sover gott'

eachStore('only digests of tokens are kept', async (open) => {
  const { accounts, database, lastToken, register } = await openAccounts(open)
  const { token } = await register()
  await accounts.requestReset({ email, language: 'en', source })
  const link = await lastToken()
  for (const table of [
    'links',
    'sessions',
    'developers',
    'rate_limits',
    'audit_entries',
  ] as const) {
    const rows = JSON.stringify(await database.db.selectFrom(table).selectAll().execute())
    for (const secret of [token, link, password]) assert.ok(!rows.includes(secret), table)
    assert.ok(table === 'developers' || !rows.includes(email), table)
  }
})

eachStore('a reset sets the password, ends all sessions and works once', async (open) => {
  const { accounts, mailsTo, lastToken, register, time } = await openAccounts(open)
  const { token: session } = await register()
  await accounts.requestReset({ email, language: 'sv', source })
  const older = await lastToken()
  await accounts.requestReset({ email, language: 'sv', source })
  const token = await lastToken()
  const reset = (link: string) => accounts.resetPassword({ token: link, password: another })
  await assert.rejects(reset(older), linkInvalid)
  await assert.rejects(accounts.activate({ token, password }), linkInvalid)
  await assert.rejects(accounts.resetPassword({ token, password: 'kort' }), {
    code: 'password-too-short',
  })
  await reset(token)
  await assert.rejects(reset(token), linkInvalid)
  assert.equal(await accounts.findSession(session), undefined)
  await assert.rejects(accounts.signIn({ email, password, source }), signInFailed)
  await accounts.signIn({ email, password: another, source })
  assert.match((await mailsTo(email))[0]?.subject ?? '', /has been changed/u)
  time.at += 1
  await accounts.requestReset({ email, language: 'sv', source })
  const expired = await lastToken()
  time.at += dayMs
  await assert.rejects(reset(expired), linkInvalid)
})

eachStore('changing the password ends every session and opens a new one', async (open) => {
  const { accounts, register } = await openAccounts(open)
  const { token: other } = await register()
  const { token: mine } = await accounts.signIn({ email, password, source })
  const change = { sessionToken: mine, currentPassword: another, newPassword: another }
  await assert.rejects(accounts.changePassword(change), { code: 'current-password-wrong' })
  const { token: next } = await accounts.changePassword({ ...change, currentPassword: password })
  for (const ended of [other, mine]) assert.equal(await accounts.findSession(ended), undefined)
  assert.ok(await accounts.findSession(next))
  await accounts.signIn({ email, password: another, source })
  await assert.rejects(accounts.changePassword(change), { code: 'not-signed-in' })
})

eachStore('deleting the account asks for the password, and not without end', async (open) => {
  const { accounts, register } = await openAccounts(open)
  const { token: sessionToken } = await register()
  const deleteWith = (currentPassword: string) =>
    accounts.deleteAccount({ sessionToken, currentPassword })
  for (let count = 0; count < 10; count += 1)
    await assert.rejects(deleteWith(another), { code: 'current-password-wrong' })
  await assert.rejects(deleteWith(password), { code: 'too-many-requests' })
  assert.ok(await accounts.findSession(sessionToken))
})

eachStore('a session ends with sign-out, after two idle hours and after twelve', async (open) => {
  const { accounts, time, register } = await openAccounts(open)
  const { token: left } = await register()
  await accounts.signOut(left)
  assert.equal(await accounts.findSession(left), undefined)
  const { token: idle } = await accounts.signIn({ email, password, source })
  const { token: busy } = await accounts.signIn({ email, password, source })
  for (let hours = 1; hours < 12; hours += 1) {
    time.at += hourMs
    assert.ok(await accounts.findSession(busy), String(hours))
    if (hours === 2) assert.equal(await accounts.findSession(idle), undefined)
  }
  time.at += hourMs
  assert.equal(await accounts.findSession(busy), undefined)
})

eachStore(
  'a deleted account loses all access at once and is erased after 14 days',
  async (open) => {
    const room = await openAccounts(open)
    const { accounts, stores, database, time, ended } = room
    const { token: sessionToken } = await room.register()
    const owner = await accounts.findSession(sessionToken)
    const organisationId = owner?.organisations[0]?.id
    await accounts.requestReset({ email, language: 'en', source })
    const link = await room.lastToken()
    await accounts.deleteAccount({
      sessionToken,
      currentPassword: password,
      reason: 'Moving on',
    })
    assert.deepEqual(ended, [`${organisationId} before`, `${organisationId} after`])
    assert.equal(await accounts.findSession(sessionToken), undefined)
    await assert.rejects(accounts.signIn({ email, password, source }), signInFailed)
    await assert.rejects(accounts.resetPassword({ token: link, password: another }), linkInvalid)
    const again = accounts.deleteAccount({ sessionToken, currentPassword: password })
    await assert.rejects(again, { code: 'not-signed-in' })
    time.at += 14 * dayMs - 2 * minuteMs
    assert.equal(await accounts.eraseDue(), 0)
    await room.register() // the address has been free since the deletion
    time.at += 2 * minuteMs
    assert.equal(await accounts.eraseDue(), 1)
    assert.equal(await accounts.eraseDue(), 0)
    const erased = await stores.developers.find(owner?.developerId ?? '')
    assert.match(erased?.email ?? '', /^erased:[0-9a-f]{64}$/u)
    const rows = await database.db.selectFrom('developers').selectAll().execute()
    assert.ok(!JSON.stringify(rows).includes('Moving on'))
    assert.equal((await room.mailsTo(email)).length, 1)
    await accounts.signIn({ email, password, source })
  },
)
