/** A token bound to a certificate at every door that takes tokens: with it, without it, with another, and once it is revoked. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bearer, call, createApp, expectCall, signUp } from '#test/developer.ts'
import type { Answer } from '#test/developer.ts'
import { engines, startPortico } from '#test/harness.ts'
import { issueCertificate, openTls, toIdentity } from '#test/tpp-certificate.ts'
import { clientToken, wish } from '#test/world.ts'

const product = 'exchange-rates'

/** What each door says of each fault. */
const doors = [
  {
    name: 'dedicated interface',
    scope: 'xs2a',
    path: '/sandbox/psd2/v1/consents',
    asked: { json: wish, headers: { 'tpp-redirect-uri': 'https://tpp.example/ok' } },
    good: 201,
    codeOf: ({ body }: Answer) => body.tppMessages[0].code,
    codes: {
      bound: 'TOKEN_INVALID',
      another: 'CERTIFICATE_INVALID',
      revoked: 'CERTIFICATE_REVOKED',
      unknown: 'TOKEN_UNKNOWN',
    },
  },
  {
    name: 'product API',
    scope: product,
    path: `/sandbox/api/${product}/1/rates`,
    asked: { headers: {} },
    good: 200,
    codeOf: ({ body }: Answer) => body.code,
    codes: {
      bound: 'product-token-bound',
      another: 'product-certificate-refused',
      revoked: 'product-certificate-refused',
      unknown: 'product-token-unknown',
    },
  },
] as const

for (const engine of engines)
  test(`a bound token opens every door with its certificate alone, and none once that is revoked (${engine})`, async (t) => {
    const { url, tlsUrl } = await startPortico(t, { engine })
    const developer = await signUp(url)
    const [app, other] = [await createApp(url, developer), await createApp(url, developer)]
    const signedIn = { headers: bearer(developer.token) }
    const subscription = `${url}/api/v1/apps/${app.id}/subscriptions/${product}`
    await expectCall(204, subscription, { ...signedIn, method: 'PUT' })
    const issued = await issueCertificate(url, { developer, app })
    const ask = await openTls(url, tlsUrl)
    const own = toIdentity(issued)
    const renewed = toIdentity(await issueCertificate(url, { developer, app }))
    const theirs = toIdentity(await issueCertificate(url, { developer, app: other }))
    const client_id = issued.organisationIdentifier
    const tokens = new Map<string, string>()
    for (const { scope } of doors) {
      const form = { grant_type: 'client_credentials', client_id, scope }
      const { status, body } = await ask(own, '/sandbox/oauth/token', { form })
      assert.equal(status, 200, JSON.stringify(body))
      tokens.set(scope, body.access_token)
    }
    for (const { name, scope, path, asked, good, codeOf, codes } of doors) {
      const headers = { ...asked.headers, ...bearer(tokens.get(scope) ?? '') }
      const at = (identity: typeof own | undefined) => ask(identity, path, { ...asked, headers })
      const opened = await at(own)
      assert.equal(opened.status, good, `${name}: ${JSON.stringify(opened.body)}`)
      const plain = await call(`${url}${path}`, {
        ...asked,
        headers: { 'x-request-id': crypto.randomUUID(), ...headers },
      })
      for (const [answer, code] of [
        [plain, codes.bound],
        [await at(undefined), codes.bound],
        [await at(renewed), codes.bound],
        [await at(theirs), codes.another],
      ] as const)
        assert.deepEqual([answer.status, codeOf(answer)], [401, code], name)
      // A token that is bound to nothing needs no certificate, and one that was never issued opens nothing.
      const free = bearer(await clientToken(url, app, scope))
      const unbound = await ask(undefined, path, {
        ...asked,
        headers: { ...asked.headers, ...free },
      })
      assert.equal(unbound.status, good, `${name}: ${JSON.stringify(unbound.body)}`)
      const made = { ...asked.headers, ...bearer('never-issued') }
      const unknown = await ask(own, path, { ...asked, headers: made })
      assert.deepEqual([unknown.status, codeOf(unknown)], [401, codes.unknown], name)
    }
    const certificate = `${url}/api/v1/apps/${app.id}/certificates/${issued.id}`
    await expectCall(204, certificate, { ...signedIn, method: 'DELETE' })
    for (const { name, scope, path, asked, codeOf, codes } of doors) {
      const headers = { ...asked.headers, ...bearer(tokens.get(scope) ?? '') }
      for (const [identity, code] of [
        [own, codes.revoked],
        [undefined, codes.bound],
      ] as const) {
        const answer = await ask(identity, path, { ...asked, headers })
        assert.deepEqual([answer.status, codeOf(answer)], [401, code], name)
      }
    }
    const form = { grant_type: 'client_credentials', client_id, scope: product }
    const again = await ask(own, '/sandbox/oauth/token', { form })
    assert.deepEqual([again.status, again.body.error], [401, 'invalid_client'])
  })
