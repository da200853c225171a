/** Tests the runner's own mechanics: one host, no redirects, limits, and how long a token is kept. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { createHttpClient } from './http-client.ts'
import { TokenCache } from './token-cache.ts'

async function openDoor(t: TestContext, answer: RequestListener) {
  const server = createServer(answer)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo // a listening TCP server has one
  return createHttpClient({ origin: `http://127.0.0.1:${port}`, host: 'bank.example' })
}

const get = (path: string) => ({ method: 'GET', path, headers: {} })

test('a path that looks like an address is asked of the front door', async (t) => {
  const seen: IncomingMessage[] = []
  const send = await openDoor(t, (request, response) => {
    seen.push(request)
    response.end('{}')
  })
  for (const path of ['//evil.example/', '/http://evil.example/', '/@evil.example'])
    assert.equal((await send(get(path))).status, 200)
  assert.deepEqual(
    seen.map(({ url, headers }) => [url, headers.host]),
    ['//evil.example/', '/http://evil.example/', '/@evil.example'].map((path) => [
      path,
      'bank.example',
    ]),
  )
})

test('a redirect is an answer and is not followed', async (t) => {
  let calls = 0
  const send = await openDoor(t, (_request, response) => {
    calls += 1
    response.writeHead(302, { location: 'http://evil.example/' }).end()
  })
  const answer = await send(get('/'))
  assert.deepEqual(
    [answer.status, answer.headers['location'], calls],
    [302, 'http://evil.example/', 1],
  )
})

test('an answer is taken up to 1 MB, and what is no text is left out', async (t) => {
  const send = await openDoor(t, (request, response) => {
    response.end(request.url === '/large' ? 'x'.repeat(3_000_000) : Buffer.from([0, 1, 2]))
  })
  const large = await send(get('/large'))
  assert.equal(large.bodyState, 'cut')
  assert.equal(large.body.length, 1_000_000)
  const binary = await send(get('/binary'))
  assert.deepEqual([binary.bodyState, binary.body, binary.sizeBytes], ['binary', '', 3])
})

test('a broken connection is told as no answer', async (t) => {
  const send = await openDoor(t, (request) => {
    request.socket.destroy()
  })
  await assert.rejects(send(get('/')), { code: 'console-no-answer' })
})

test('a token is fetched once for many, kept on the World’s clock, and let go when refused', async () => {
  const cache = new TokenCache()
  const time = { now: 0 }
  let fetched = 0
  const source = {
    worldNow: () => Promise.resolve(time.now),
    fetch: () => {
      fetched += 1
      return Promise.resolve({ accessToken: `token-${fetched}`, expiresAt: time.now + 60_000 })
    },
  }
  const both = await Promise.all([cache.take('key', source), cache.take('key', source)])
  assert.deepEqual(
    both.map(({ accessToken }) => accessToken),
    ['token-1', 'token-1'],
  )
  time.now = 31_000
  assert.equal((await cache.take('key', source)).accessToken, 'token-2')
  await cache.drop('key', 'token-1')
  assert.deepEqual(await cache.take('key', source), { accessToken: 'token-2', isFresh: false })
  await cache.drop('key', 'token-2')
  assert.equal((await cache.take('key', source)).accessToken, 'token-3')
  assert.equal((await cache.take('other', source)).accessToken, 'token-4')
})

test('a failure is not kept', async () => {
  const cache = new TokenCache()
  const worldNow = () => Promise.resolve(0)
  const failing = { worldNow, fetch: () => Promise.reject(new Error('refused')) }
  await assert.rejects(cache.take('key', failing), /refused/u)
  const held = { accessToken: 'token', expiresAt: 1_000_000 }
  const taken = await cache.take('key', { worldNow, fetch: () => Promise.resolve(held) })
  assert.equal(taken.accessToken, 'token')
})
