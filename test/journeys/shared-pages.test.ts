/** Pages that are alike for everybody are drawn once and kept; nothing of one reader gets to another; who hangs up is not drawn for. */
import assert from 'node:assert/strict'
import { request } from 'node:http'
import { test } from 'node:test'
import { call, signUp } from '#test/developer.ts'
import { startPortico } from '#test/harness.ts'

const whole = '/apis/account-information/1.3'

async function read(url: string, headers: Record<string, string> = {}) {
  const answer = await fetch(url, { headers })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

test('strangers share a page, and whoever is signed in gets their own', async (t) => {
  const { url } = await startPortico(t)
  const { token } = await signUp(url)
  const cookie = `portico_session=${token}`
  const [first, mine, other] = [
    await read(`${url}${whole}`),
    await read(`${url}${whole}`, { cookie }),
    await read(`${url}${whole}?whatever=1`, { cookie: 'theme=dark' }),
  ]
  assert.match(mine.text, /href="\/account"/u)
  for (const page of [first, other]) assert.doesNotMatch(page.text, /href="\/account"/u)
  assert.equal(other.text, first.text)
  assert.equal((await read(`${url}${whole}`)).text, first.text)
  const home = await read(`${url}/`, { cookie })
  assert.match(home.text, /href="\/account"/u)
  assert.doesNotMatch((await read(`${url}/`)).text, /href="\/account"/u)
  const swedish = await read(`${url}/sv/faq`)
  assert.match(swedish.text, /<html lang="sv"/u)
  assert.match((await read(`${url}/faq`)).text, /<html lang="en"/u)
})

test('what stands in the query reaches the pages that look at it', async (t) => {
  const { url } = await startPortico(t)
  assert.match((await read(`${url}/search?q=consent`)).text, /value="consent"/u)
  assert.match((await read(`${url}/search?q=balance`)).text, /value="balance"/u)
  const away = await fetch(`${url}/apps`, { redirect: 'manual' })
  assert.equal(away.status, 303)
  assert.match((await read(`${url}/sv/nothing`)).text, /<html lang="sv"/u)
})

test('pages nobody waits for any more leave the door free for the next ones', async (t) => {
  const { url } = await startPortico(t)
  const abandoned = Array.from({ length: 300 }, (_one, at) => abandon(`${url}/search?q=word${at}`))
  await Promise.all(abandoned)
  assert.equal((await read(`${url}/livez`)).status, 200)
  assert.equal((await read(`${url}/search?q=consent`)).status, 200)
  assert.equal((await call(`${url}/api/v1/products`)).status, 200)
})

/** Asks and hangs up at once. */
function abandon(url: string): Promise<void> {
  return new Promise((done) => {
    const asked = request(url, { agent: false })
    asked.once('error', () => done())
    asked.once('response', (answer) => answer.resume().once('close', done))
    asked.end(() => setTimeout(() => asked.destroy(), 5))
    asked.once('close', () => done())
  })
}
