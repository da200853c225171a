/** Native apps come back on whatever loopback port they could get; web apps on exactly what they registered. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerUnattended, buildAuthorization, discover } from '../consent-flow.ts'
import { bearer, expectCall, firstCustomer, signUp } from '../developer.ts'
import type { RegisteredApp } from '../developer.ts'
import { startPortico } from '../harness.ts'

const registered = 'http://127.0.0.1/callback'
const taken = 'http://127.0.0.1:50123/callback'

async function comeBack(url: string, type: 'web' | 'native'): Promise<URL> {
  const developer = await signUp(url)
  const { body } = await expectCall(201, `${url}/api/v1/apps`, {
    headers: bearer(developer.token),
    json: { name: 'Budget', type, redirectUris: [registered] },
  })
  const app: RegisteredApp = { ...body, redirectUri: registered }
  const customer = await firstCustomer(url, app)
  const request = await buildAuthorization(await discover(url, app), { redirectUri: taken })
  return answerUnattended(url, app, { url: request.url, wish: { customerId: customer.id } })
}

test('a native app may use any port of its registered loopback address (RFC 8252 §7.3)', async (t) => {
  const { url } = await startPortico(t)
  const back = await comeBack(url, 'native')
  assert.ok(back.href.startsWith(`${taken}?code=`))
})

test('a web app may not', async (t) => {
  const { url } = await startPortico(t)
  await assert.rejects(comeBack(url, 'web'), /authorization-request-refused/u)
})
