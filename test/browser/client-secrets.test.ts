/** The page of an app's Client Secrets as a person uses it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPage } from '../browser.ts'
import { basic, call } from '../developer.ts'
import { startPortico } from '../harness.ts'
import { createAppByPages, press, signUpByPages } from '../portal-visit.ts'

test('a person changes the secret on pages without script', async (t) => {
  const { url } = await startPortico(t)
  const { page } = await openPage(t, { hasScript: false })
  await signUpByPages(page, url)
  const redirectUri = 'https://budget.example/back'
  const app = await createAppByPages(page, url, { name: 'Budget', redirectUri })
  const listWorld = (secret: string) =>
    call(`${url}/sandbox/world/v1/customers`, {
      headers: basic({ clientId: app.clientId, clientSecret: secret }),
    })
  await page.getByRole('link', { name: /go to the app/u }).click()
  await page.getByRole('link', { name: 'Change or revoke the Client Secret' }).click()
  await page.getByLabel('How long the older secret goes on').selectOption('1')
  await press(page, /^Make the secret$/u)
  const clientSecret = await page.locator('#client-secret').innerText()
  assert.match(clientSecret, /^portico_cs_/u)
  await page.getByRole('link', { name: /to the secrets$/u }).click()
  assert.ok(!(await page.content()).includes(clientSecret))
  await press(page, /^Make the secret$/u)
  await page.getByText('Two secrets are in force.').waitFor()
  await press(page, new RegExp(`^Revoke ${app.clientSecret.slice(-4)}$`, 'u'))
  await page.getByText('The secret is revoked.').waitFor()
  assert.equal((await listWorld(app.clientSecret)).status, 401)
  assert.equal((await listWorld(clientSecret)).status, 200)
})
