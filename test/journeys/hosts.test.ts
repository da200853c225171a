/** Under which names and to whom the product answers: foreign hosts, the mailbox, forms of other sites. */
import assert from 'node:assert/strict'
import { networkInterfaces } from 'node:os'
import { test } from 'node:test'
import { connect, readInterface } from '../consent-flow.ts'
import { createApp, signUp } from '../developer.ts'
import { startPortico } from '../harness.ts'
import { freePort, rawCall } from '../raw-call.ts'

const doors = [
  '/',
  '/mailbox',
  '/mailbox.json',
  '/api/v1/products',
  '/sandbox/psd2/v1/accounts',
  '/sandbox/oauth/.well-known/openid-configuration',
  '/.well-known/oauth-authorization-server/sandbox/oauth',
  '/sandbox/world/v1/customers',
  '/sandbox/approve/x',
  '/ca.pem',
  '/nothing-here',
]
const form = { 'content-type': 'application/x-www-form-urlencoded' }

test('a host that others’ DNS may have pointed here opens no door', async (t) => {
  const { url } = await startPortico(t)
  const { host } = new URL(url)
  const foreign = `rebind.evil.example:${new URL(url).port}`
  for (const path of doors) {
    const answer = await rawCall(url, { path, headers: { host: foreign } })
    assert.equal(answer.status, 421, path)
    assert.equal(JSON.parse(answer.text).code, 'host-unknown')
    const own = await rawCall(url, { path, headers: { host } })
    assert.notEqual(own.status, 421, path)
  }
  for (const path of ['/livez', '/readyz'])
    assert.equal((await rawCall(url, { path, headers: { host: foreign } })).status, 200, path)
  const line = { path: 'http://rebind.evil.example/mailbox.json', headers: { host } }
  assert.equal((await rawCall(url, line)).status, 421)
})

test('the mailbox is shown to this machine under a loopback name, and is not there for others', async (t) => {
  const { url } = await startPortico(t, { environment: { HOST: '0.0.0.0' } })
  const { host, port } = new URL(url)
  const paths = ['/mailbox.json', '/mailbox']
  for (const path of paths) {
    for (const name of [host, `localhost:${port}`])
      assert.equal((await rawCall(url, { path, headers: { host: name } })).status, 200, name)
    for (const headers of [
      { host: '192.0.2.2' },
      { host, 'x-forwarded-for': '127.0.0.1' },
      { host, forwarded: 'for=127.0.0.1' },
      { host, 'x-real-ip': '127.0.0.1' },
      { host, via: '1.1 proxy' },
    ])
      assert.equal((await rawCall(url, { path, headers })).status, 404, JSON.stringify(headers))
  }
  const home = await rawCall(url, { path: '/', headers: { host: '192.0.2.2' } })
  assert.equal(home.status, 200)
  assert.doesNotMatch(home.text, /href="\/mailbox"/u)
  const outside = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address
  if (outside === undefined) return // a machine without a network has no other peers
  for (const path of paths)
    for (const name of [host, outside])
      assert.equal((await rawCall(url, { path, to: outside, headers: { host: name } })).status, 404)
})

test('with PUBLIC_URL its host and that of PUBLIC_TLS_URL are answered, and our own calls still work', async (t) => {
  const port = await freePort()
  const { url } = await startPortico(t, {
    environment: {
      PORT: port,
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      PUBLIC_TLS_URL: 'https://mtls.bank.example',
    },
  })
  for (const path of doors)
    for (const host of [`localhost:${port}`, '127.0.0.1:1', 'bank.example'])
      assert.equal((await rawCall(url, { path, headers: { host } })).status, 421, host)
  const named = { path: '/api/v1/products', headers: { host: 'mtls.bank.example' } }
  assert.equal((await rawCall(url, named)).status, 200)
  const developer = await signUp(url)
  const app = await createApp(url, developer)
  const { accessToken } = await connect(url, app)
  assert.equal((await readInterface(url, accessToken)).status, 200)
})

test('a form is held against our own addresses, never against the Host it names', async (t) => {
  const { url } = await startPortico(t, { environment: { HOST: '0.0.0.0' } })
  const { port } = new URL(url)
  const send = async (host: string, origin: string) => {
    const headers = { ...form, host, origin }
    return (await rawCall(url, { path: '/sign-in', method: 'POST', headers, body: 'a=b' })).status
  }
  for (const name of ['192.0.2.2:80', `192.0.2.2:${port}`])
    assert.equal(await send(name, `http://${name}`), 403, name)
  for (const name of [`127.0.0.1:${port}`, `localhost:${port}`])
    assert.notEqual(await send(name, `http://${name}`), 403, name)
})
