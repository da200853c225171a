/** What a process holds depends on its roles, and numbers are kept on a port of their own. */
import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { connect, readInterface } from '../consent-flow.ts'
import { bearer, call, createApp, signUp } from '../developer.ts'
import { startPortico } from '../harness.ts'

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // a listening server has one
  await new Promise((resolve) => server.close(resolve))
  return port
}

test('a portal without the sandbox has no door to it', async (t) => {
  const { url } = await startPortico(t, { environment: { PORTICO_ROLES: 'portal' } })
  assert.equal((await call(`${url}/`)).status, 200)
  for (const path of [
    '/sandbox/world/v1/customers',
    '/sandbox/psd2/v1/accounts',
    '/sandbox/oauth/token',
  ]) {
    const answer = await call(`${url}${path}`)
    assert.deepEqual([answer.status, answer.body.code], [404, 'path-unknown'])
  }
  const developer = await signUp(url)
  const app = await createApp(url, developer)
  const certificates = `${url}/api/v1/apps/${app.id}/certificates`
  const asked = await call(certificates, {
    headers: bearer(developer.token),
    json: { roles: ['AISP'] },
  })
  assert.deepEqual([asked.status, asked.body.code], [404, 'sandbox-not-here'])
})

test('a sandbox without the portal has no sign-up', async (t) => {
  const { url } = await startPortico(t, { environment: { PORTICO_ROLES: 'sandbox' } })
  assert.equal((await call(`${url}/api/v1/accounts`, { json: {} })).status, 404)
  assert.equal((await call(`${url}/sandbox/world/v1/customers`)).status, 401)
})

test('metrics are on their own port and count the calls of the interface', async (t) => {
  const port = await freePort()
  const { url } = await startPortico(t, { environment: { METRICS_PORT: String(port) } })
  const app = await createApp(url, await signUp(url))
  const { accessToken } = await connect(url, app)
  await readInterface(url, accessToken)
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  assert.match(text, /portico_calls_total\{[^}]*operation="getAccountList"[^}]*status="200"\} 1/u)
  assert.equal((await call(`${url}/metrics`)).status, 404)
})
