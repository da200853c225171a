/** My pages: an app's World with its customers and its reset, the list of calls page by page, and the next step where there is nothing. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { connect, readInterface } from '../consent-flow.ts'
import { postPage } from '../contact-form.ts'
import { bearer, call, createApp, expectCall, listCustomers, signUp } from '../developer.ts'
import { createSurroundings, engines, startPortico } from '../harness.ts'

const cookieOf = ({ token }: { token: string }) => ({ cookie: `portico_session=${token}` })

async function read(url: string, headers: Record<string, string>) {
  const answer = await fetch(url, { headers, redirect: 'manual' })
  return { status: answer.status, html: await answer.text() }
}

for (const engine of engines) {
  test(`the World page shows what the World API lists, and a reset ends all access in it (${engine})`, async (t) => {
    const { url } = await startPortico(t, { engine })
    const developer = await signUp(url)
    const app = await createApp(url, developer)
    const other = await createApp(url, developer)
    const cookie = cookieOf(developer)
    const customers = await listCustomers(url, app)
    const page = await read(`${url}/apps/${app.id}/world`, cookie)
    assert.equal(page.status, 200)
    for (const { id, name, accounts } of customers) {
      assert.ok(page.html.includes(id) && page.html.includes(name))
      for (const { iban } of accounts) assert.ok(page.html.includes(iban))
    }
    const tokens = await connect(url, app)
    const kept = await connect(url, other)
    assert.equal((await readInterface(url, tokens.accessToken)).status, 200)
    const address = `${url}/apps/${app.id}/world`
    const unconfirmed = await postPage(address, {}, cookie)
    assert.equal(unconfirmed.status, 400)
    assert.ok(unconfirmed.html.includes('Tick the box'))
    assert.equal((await readInterface(url, tokens.accessToken)).status, 200)
    const reset = await postPage(address, { confirm: 'yes' }, cookie)
    assert.equal(reset.status, 303)
    assert.equal((await readInterface(url, tokens.accessToken)).status, 401)
    assert.equal((await readInterface(url, kept.accessToken)).status, 200, 'another World')
    assert.ok((await read(`${address}?reset`, cookie)).html.includes('The World is as new'))
  })
}

test('somebody else’s World is as unknown as one that never was', async (t) => {
  const { url } = await startPortico(t)
  const [owner, stranger] = [await signUp(url), await signUp(url)]
  const app = await createApp(url, owner)
  for (const id of [app.id, 'app_none']) {
    const headers = bearer(stranger.token)
    const world = await expectCall(404, `${url}/api/v1/apps/${id}/world`, { headers })
    assert.equal(world.body.code, 'app-unknown')
    const reset = `${url}/api/v1/apps/${id}/world/reset`
    assert.equal(
      (await expectCall(404, reset, { method: 'POST', headers })).body.code,
      'app-unknown',
    )
    assert.equal((await read(`${url}/apps/${id}/world`, cookieOf(stranger))).status, 404)
    const posted = await postPage(`${url}/apps/${id}/world`, { confirm: 'yes' }, cookieOf(stranger))
    assert.equal(posted.status, 404)
  }
  assert.equal((await call(`${url}/api/v1/apps/${app.id}/world`)).status, 401)
})

test('a portal without the sandbox says that there is no World', async (t) => {
  const surroundings = await createSurroundings(t)
  const both = await startPortico(t, { surroundings })
  const developer = await signUp(both.url)
  const app = await createApp(both.url, developer)
  await both.stop()
  const environment = { PORTICO_ROLES: 'portal' }
  const { url } = await startPortico(t, { surroundings, environment })
  const headers = bearer(developer.token)
  const { body } = await expectCall(404, `${url}/api/v1/apps/${app.id}/world`, { headers })
  assert.equal(body.code, 'world-unavailable')
  const page = await read(`${url}/apps/${app.id}/world`, cookieOf(developer))
  assert.equal(page.status, 404)
  assert.ok(page.html.includes('There is no World here'))
})

test('calls are read page by page to the oldest, and found by their request id', async (t) => {
  const { url } = await startPortico(t)
  const developer = await signUp(url)
  const app = await createApp(url, developer)
  const cookie = cookieOf(developer)
  const address = `${url}/apps/${app.id}`
  const empty = await read(address, cookie)
  assert.ok(empty.html.includes('No calls yet') && empty.html.includes(`/apps/${app.id}/world`))
  const tokens = await connect(url, app)
  for (let count = 0; count < 60; count += 1) await readInterface(url, tokens.accessToken)
  const headers = bearer(developer.token)
  const calls = `${url}/api/v1/apps/${app.id}/calls`
  for (;;) {
    const { body } = await expectCall(200, `${calls}?limit=200`, { headers })
    if (body.calls.length >= 60) break
  }
  const first = await read(address, cookie)
  const older = /href="([^"]*before=[^"]*)#calls"/u.exec(first.html)?.[1]?.replaceAll('&amp;', '&')
  assert.ok(older)
  const rowsOf = (html: string) => html.match(/<tr>/gu)?.length ?? 0
  const second = await read(`${url}${older}`, cookie)
  assert.ok(second.html.includes('Newest calls'))
  assert.equal(rowsOf(first.html) + rowsOf(second.html), 60 + 2, 'and a head each')
  const { body } = await expectCall(200, `${calls}?limit=1`, { headers })
  const found = await read(`${address}?requestId=${body.calls[0].requestId}`, cookie)
  assert.equal(rowsOf(found.html), 2)
  const none = await read(`${address}?requestId=none`, cookie)
  assert.ok(none.html.includes('compared to the letter'))
})
