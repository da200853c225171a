/** Subscribing an app to API products over the portal API, and ending it on the app's page. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { postPage } from '../contact-form.ts'
import { bearer, call, createApp, signUp } from '../developer.ts'
import { engines, startPortico } from '../harness.ts'

for (const engine of engines) {
  test(`an app takes an open product at once and leaves it on its page (${engine})`, async (t) => {
    const { url } = await startPortico(t, { engine })
    const developer = await signUp(url)
    const app = await createApp(url, developer)
    const headers = bearer(developer.token)
    const address = `${url}/api/v1/apps/${app.id}`
    const put = (id: string) => call(`${address}/subscriptions/${id}`, { method: 'PUT', headers })
    const list = async () => (await call(address, { headers })).body.subscriptions
    assert.deepEqual(await list(), [])
    assert.equal((await put('exchange-rates')).status, 204)
    assert.equal((await put('exchange-rates')).status, 204)
    assert.equal((await put('account-information')).status, 204)
    assert.equal((await put('no-such-product')).status, 404)
    assert.equal((await put('corporate-balance-reports')).status, 403)
    assert.deepEqual(await list(), ['exchange-rates'])
    const cookie = { cookie: `portico_session=${developer.token}` }
    const page = await fetch(`${url}/apps/${app.id}`, { headers: cookie })
    assert.ok((await page.text()).includes('href="/apis/exchange-rates"'))
    const ended = await postPage(`${url}/apps/${app.id}`, { unsubscribe: 'exchange-rates' }, cookie)
    assert.equal(ended.status, 303)
    assert.deepEqual(await list(), [])
  })
}
