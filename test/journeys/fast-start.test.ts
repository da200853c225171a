import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createApp, firstCustomer, signUp } from '#test/developer.ts'
import { engines, startPortico } from '#test/harness.ts'
import { consentEmbedded, issueCertificate, openTls, toIdentity } from '#test/tpp-certificate.ts'

const atOnce = 20

for (const engine of engines)
  test(`app, World, certificate and an authorised consent come by API, ${atOnce} at once (${engine})`, async (t) => {
    const { url, tlsUrl } = await startPortico(t, { engine })
    const developer = await signUp(url)
    const ask = await openTls(url, tlsUrl)
    const prepare = async () => {
      const began = performance.now()
      const app = await createApp(url, developer)
      const identity = toIdentity(await issueCertificate(url, { developer, app }))
      const customer = await firstCustomer(url, app)
      const consentId = await consentEmbedded(ask, identity, customer.id)
      const headers = { 'consent-id': consentId }
      const read = await ask(identity, '/v1/accounts', { headers })
      assert.equal(read.body.accounts.length, customer.accounts.length)
      return Math.round(performance.now() - began)
    }
    t.diagnostic(`one alone: ${await prepare()} ms`)
    const all = await Promise.all(Array.from({ length: atOnce }, prepare))
    t.diagnostic(`${atOnce} at once: the slowest ${Math.max(...all)} ms`)
  })
