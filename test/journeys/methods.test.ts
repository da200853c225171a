/** What a request says about itself besides its address: the method and the host. */
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { startPortico } from '#test/harness.ts'
import { rawCall } from '#test/raw-call.ts'

const addresses: Readonly<Record<string, string>> = {
  '/': 'GET, HEAD, POST',
  '/sv/apis': 'GET, HEAD, POST',
  '/apis/account-information/1.3': 'GET, HEAD, POST',
  '/apis/account-information/1.3/openapi.json': 'GET, HEAD',
  '/sitemap.xml': 'GET, HEAD',
  '/assets/brand.css': 'GET, HEAD',
  '/livez': 'GET, HEAD',
  '/ca.pem': 'GET, HEAD',
  '/sandbox/approve/nobody': 'GET, HEAD, POST',
  '/api/v1/products': 'GET, HEAD',
  '/sandbox/world/v1/customers': 'GET, HEAD',
}

const sorted = (allow: string | undefined) =>
  allow?.split(', ').toSorted((a, b) => (a < b ? -1 : 1))

test('an address takes no method that it does not have, and says which it has', async (t) => {
  const { url } = await startPortico(t)
  for (const [path, allowed] of Object.entries(addresses))
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']) {
      const headers = { 'x-planted': 'reflected' }
      const answer = await rawCall(url, { path, method, headers })
      assert.deepEqual(
        [answer.status, sorted(answer.headers.allow)],
        [405, sorted(allowed)],
        `${method} ${path}`,
      )
      assert.doesNotMatch(answer.text, /reflected/u)
    }
  const unknown = await rawCall(url, { path: '/nowhere', method: 'PROPFIND' })
  assert.deepEqual([unknown.status, unknown.headers.allow], [405, 'GET, HEAD'])
  assert.equal((await rawCall(url, { path: '/nowhere' })).status, 404)
  assert.equal((await rawCall(url, { path: '/apis', method: 'HEAD' })).status, 200)
})

test('a request that names two hosts is refused at every door', async (t) => {
  const { hostname, port, host } = new URL((await startPortico(t)).url)
  for (const path of ['/', '/api/v1/products', '/sandbox/psd2/v1/accounts', '/livez']) {
    const socket = connect(Number(port), hostname)
    socket.end(
      `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    )
    assert.match(await text(socket), /^HTTP\/1\.1 400 /u, path)
  }
})

test('the file of somebody without a session is not read', async (t) => {
  const { url } = await startPortico(t)
  const headers = { 'content-type': 'multipart/form-data; boundary=x', 'content-length': 2_000_000 }
  const path = '/sv/apps/app_1/world/test-data'
  const answer = await rawCall(url, { path, method: 'POST', headers: { ...headers, origin: url } })
  assert.deepEqual([answer.status, answer.headers.location], [303, '/sv/sign-in'])
})
