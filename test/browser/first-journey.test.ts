/** The first journey as a person makes it: sign-up to a customer's accounts in a browser, with and without JavaScript. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as oauth from 'openid-client'
import { openPage } from '../browser.ts'
import { buildAuthorization, discover, readInterface } from '../consent-flow.ts'
import { startPortico } from '../harness.ts'
import { approveByPages, createAppByPages, signUpByPages, startCallback } from '../portal-visit.ts'

for (const hasScript of [true, false]) {
  test(`a person gets from sign-up to accounts ${hasScript ? 'with' : 'without'} JavaScript`, async (t) => {
    const { url } = await startPortico(t)
    const redirectUri = await startCallback(t)
    const { page, requests } = await openPage(t, { hasScript })
    await signUpByPages(page, url)
    const app = {
      ...(await createAppByPages(page, url, { name: 'Budget', redirectUri })),
      redirectUri,
    }
    await page.reload()
    assert.ok(!(await page.content()).includes(app.clientSecret), 'the secret is shown twice')
    const configuration = await discover(url, app)
    const request = await buildAuthorization(configuration, app)
    await approveByPages(page, request.url.href)
    const tokens = await oauth.authorizationCodeGrant(configuration, new URL(page.url()), {
      pkceCodeVerifier: request.verifier,
      expectedState: request.state,
    })
    assert.equal((await readInterface(url, tokens.access_token)).status, 200)
    const ours = [new URL(url).origin, new URL(redirectUri).origin]
    const foreign = requests.filter(
      (asked) => !asked.startsWith('data:') && !ours.includes(new URL(asked).origin),
    )
    assert.deepEqual(foreign, [])
  })
}
