/** A customer takes back at the bank what an app was given: at once, and with all that hangs on it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { connect, readInterface, refresh } from '#test/consent-flow.ts'
import { engines } from '#test/harness.ts'
import { authoriseEmbedded, embedded, openWorlds, wish } from '#test/world.ts'

for (const engine of engines)
  test(`a revoked consent opens nothing, nor do its tokens (${engine})`, async (t) => {
    const { url, open } = await openWorlds(t, engine)
    const { app, ask, world, customer } = await open()
    const made = await ask('/v1/consents', {
      json: wish,
      headers: { ...embedded, 'psu-id': customer.id },
    })
    await authoriseEmbedded(ask, made)
    const { consentId } = made.body
    const { accessToken, refreshToken } = await connect(url, app, { customerId: customer.id })
    const revoke = (json: object) => world('/revocations', { json })
    const foreign = await revoke({ customerId: customer.id, consentId: 'none' })
    assert.deepEqual([foreign.status, foreign.body.code], [404, 'consent-not-given'])
    const nobody = await revoke({ customerId: 'nobody' })
    assert.deepEqual([nobody.status, nobody.body.code], [400, 'customer-unknown'])
    const one = await revoke({ customerId: customer.id, consentId })
    assert.deepEqual(one.body, { consentIds: [consentId] })
    const status = await ask(`/v1/consents/${consentId}/status`)
    assert.equal(status.body.consentStatus, 'revokedByPsu')
    const late = await ask('/v1/accounts', { headers: { 'consent-id': consentId } })
    assert.deepEqual([late.status, late.body.tppMessages[0].code], [401, 'CONSENT_INVALID'])
    assert.equal((await ask(`/v1/consents/${consentId}`, { method: 'DELETE' })).status, 204)
    const still = await ask(`/v1/consents/${consentId}/status`)
    assert.equal(still.body.consentStatus, 'revokedByPsu', 'a final status stays')
    assert.equal((await readInterface(url, accessToken)).status, 200, 'the other one stands')
    const rest = await revoke({ customerId: customer.id })
    assert.equal(rest.body.consentIds.length, 1)
    const read = await readInterface(url, accessToken)
    assert.deepEqual([read.status, read.body.tppMessages[0].code], [401, 'CONSENT_INVALID'])
    const refreshed = await refresh(url, app, refreshToken)
    assert.equal(refreshed.body['error'], 'invalid_grant')
    assert.deepEqual((await revoke({ customerId: customer.id })).body, { consentIds: [] })
  })
