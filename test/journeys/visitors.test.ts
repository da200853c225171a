/** Visitors of the test console: what one does hurts no other, and none makes the bank call an address. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findAccountList } from '../console-target.ts'
import { call } from '../developer.ts'
import { engines, startPortico } from '../harness.ts'
import { embedded, wish } from '../world.ts'

const { productId, version } = await findAccountList()
const wrongTries = 5

/** Calls the console as one visitor. */
function visit(url: string, visitor: string) {
  return async (operationId: string, asked: object) => {
    const json = { productId, version, operationId, visitor, parameters: {}, ...asked }
    const { status, body } = await call(`${url}/api/v1/console/calls`, { json })
    assert.equal(status, 200, JSON.stringify(body))
    const { response, request } = body
    return {
      status: response.status,
      headers: response.headers,
      request,
      body: JSON.parse(response.body || '{}'),
    }
  }
}

for (const engine of engines)
  test(`wrong passwords and consents of one visitor touch no other (${engine})`, async (t) => {
    const { url } = await startPortico(t, { engine })
    const { body: known } = await call(`${url}/api/v1/console`)
    const psuId = String(known.customers[0].id)
    const one = visit(url, 'one-visitor-of-the-console')
    const other = visit(url, 'other-visitor-of-the-console')
    const begin = async (as: typeof one) => {
      const header = { ...embedded, 'TPP-Explicit-Authorisation-Preferred': 'true' }
      const made = await as('createConsent', { parameters: { header }, body: JSON.stringify(wish) })
      assert.equal(made.status, 201, JSON.stringify(made.body))
      const consentId = String(made.body.consentId)
      const password = (text: string) =>
        as('startConsentAuthorisation', {
          parameters: { path: { consentId }, header: { 'PSU-ID': psuId } },
          body: JSON.stringify({ psuData: { password: text } }),
        })
      return { consentId, password }
    }
    for (let count = 0; count < wrongTries; count += 1)
      assert.equal((await (await begin(one)).password('wrong')).status, 401)
    const blocked = await (await begin(one)).password('sandbox')
    assert.equal(blocked.status, 401, 'blocked for who did it')
    const untouched = await begin(other)
    const right = await untouched.password('sandbox')
    assert.equal(right.status, 201, JSON.stringify(right.body))
    const path = { consentId: untouched.consentId }
    for (const operationId of ['getConsentInformation', 'deleteConsent'])
      assert.equal((await one(operationId, { parameters: { path } })).status, 403, operationId)
    assert.equal((await other('getConsentInformation', { parameters: { path } })).status, 200)
  })

test('a visitor cannot make the bank call an address', async (t) => {
  const { url } = await startPortico(t)
  const header = {
    'TPP-Notification-URI': 'https://tpp.example/push',
    'TPP-Redirect-URI': 'https://tpp.example/ok',
  }
  const as = visit(url, 'one-visitor-of-the-console')
  const made = await as('createConsent', { parameters: { header }, body: JSON.stringify(wish) })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  assert.equal(made.request.headers['TPP-Notification-URI'], undefined)
  assert.equal(made.headers['aspsp-notification-support'], undefined)
})

test('on its page a visitor keeps the demo app by a cookie', async (t) => {
  const { url } = await startPortico(t)
  const page = `${url}/apis/${productId}/${version}/getAccountList`
  const press = async (cookie: string) => {
    const answer = await fetch(page, {
      method: 'POST',
      headers: { cookie, origin: url },
      body: new URLSearchParams({ customer: '' }),
    })
    assert.equal(answer.status, 200)
    assert.match(await answer.text(), /accounts/u)
    return answer.headers.get('set-cookie') ?? ''
  }
  const given = await press('')
  assert.match(given, /^portico_visitor=[\w-]{22}; Path=\/; HttpOnly/u)
  assert.equal(await press(given.split(';', 1).join()), '')
})
