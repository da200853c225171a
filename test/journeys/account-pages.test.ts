/** What a form of the account pages does, as a browser without script sends it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  bearer,
  call,
  expectCall,
  linkToken,
  newCredentials,
  newestMail,
  signUp,
} from '../developer.ts'
import { startPortico } from '../harness.ts'

async function post(url: string, fields: Record<string, string>, token?: string) {
  const answer = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      origin: new URL(url).origin,
      ...(token === undefined ? {} : { cookie: `portico_session=${token}` }),
    },
    body: new URLSearchParams(fields),
  })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

const tokenIn = (headers: Headers) =>
  /portico_session=([^;]*)/u.exec(headers.get('set-cookie') ?? '')?.[1]

test('opening the mailed link as often as a mail scanner does uses nothing up', async (t) => {
  const { url } = await startPortico(t)
  const { email, password } = newCredentials()
  const asked = await post(`${url}/sign-up`, { email, password })
  assert.equal(asked.status, 202)
  const mail = await newestMail(url, email)
  const link = mail.links[0] ?? ''
  for (let count = 0; count < 3; count += 1) {
    const opened = await fetch(link)
    assert.equal(opened.status, 200)
    assert.match(await opened.text(), /name="password"/u)
  }
  const common = await post(link, { password: 'football12345678' })
  assert.equal(common.status, 400)
  assert.match(common.text, /common word/u)
  const personal = await post(`${url}/sv/activate?token=${linkToken(mail)}`, {
    password: 'norrsken-83027194',
  })
  assert.match(personal.text, /bankens eller produktens namn/u)
  const activated = await post(link, { password })
  assert.equal(activated.status, 303)
  const token = tokenIn(activated.headers) ?? ''
  await expectCall(200, `${url}/api/v1/account`, { headers: bearer(token) })
  const again = await post(link, { password: 'another three words here' })
  assert.equal(again.status, 400)
  assert.match(again.text, /no longer works/u)
})

test('a mail in Swedish leads to pages in Swedish', async (t) => {
  const { url } = await startPortico(t)
  const { email } = newCredentials()
  await post(`${url}/sv/sign-up`, { email })
  const mail = await newestMail(url, email)
  const link = mail.links[0] ?? ''
  assert.ok(link.startsWith(`${url}/sv/activate?token=`))
  assert.match(await (await fetch(link)).text(), /Välj lösenordet/u)
})

test('a changed password gives the browser a new session and ends the old one', async (t) => {
  const { url } = await startPortico(t)
  const { token, password } = await signUp(url)
  const newPassword = 'gröna rävar sover gott'
  const fields = { currentPassword: password, newPassword }
  const wrong = await post(`${url}/account`, { ...fields, currentPassword: 'wrong' }, token)
  assert.equal(wrong.status, 400)
  const changed = await post(`${url}/account`, fields, token)
  assert.equal(changed.status, 303)
  const next = tokenIn(changed.headers) ?? ''
  assert.notEqual(next, token)
  await expectCall(200, `${url}/api/v1/account`, { headers: bearer(next) })
  assert.equal((await call(`${url}/api/v1/account`, { headers: bearer(token) })).status, 401)
})

test('an account goes with its password alone', async (t) => {
  const { url } = await startPortico(t)
  const { token, password } = await signUp(url)
  const missing = await post(`${url}/account/delete`, { reason: 'Moving on' }, token)
  assert.equal(missing.status, 400)
  assert.match(missing.text, /Moving on/u)
  const wrong = await post(`${url}/account/delete`, { currentPassword: 'wrong' }, token)
  assert.equal(wrong.status, 400)
  assert.match(wrong.text, /current password is not right/u)
  assert.equal((await call(`${url}/api/v1/account`, { headers: bearer(token) })).status, 200)
  const gone = await post(`${url}/account/delete`, { currentPassword: password }, token)
  assert.equal(gone.status, 303)
  assert.equal(tokenIn(gone.headers), '')
  const farewell = await fetch(new URL(gone.headers.get('location') ?? '', url))
  assert.match(await farewell.text(), /Your account is deleted/u)
  assert.equal((await call(`${url}/api/v1/account`, { headers: bearer(token) })).status, 401)
})
