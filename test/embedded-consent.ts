/** Plays a TPP that leads a customer through the embedded approach, and may stop on any step of it. */
import assert from 'node:assert/strict'
import type { Answer } from './developer.ts'
import { embedded, wish } from './world.ts'
import type { openWorlds } from './world.ts'

export type World = Awaited<ReturnType<Awaited<ReturnType<typeof openWorlds>>['open']>>

export function assertRefused(answer: Answer, status: number, code: string) {
  assert.equal(answer.status, status, JSON.stringify(answer.body))
  assert.equal(answer.body.tppMessages[0].code, code)
}

/** Makes a consent that waits for its customer in the embedded approach. */
export async function beginConsent(
  { ask }: Pick<World, 'ask'>,
  psuId: string,
  access: object = wish.access,
) {
  const headers = { 'psu-id': psuId, ...embedded }
  const made = await ask('/v1/consents', { json: { ...wish, access }, headers })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const put = (json: unknown) =>
    ask(made.body._links.updatePsuAuthentication.href, { method: 'PUT', json })
  return {
    consentId: String(made.body.consentId),
    path: made.headers.get('location') ?? '',
    href: String(made.body._links.updatePsuAuthentication.href),
    put,
  }
}

/** Brings it up to the one-time password. */
export async function challengeConsent(world: Pick<World, 'ask'>, psuId: string, access?: object) {
  const begun = await beginConsent(world, psuId, access)
  const known = await begun.put({ psuData: { password: 'sandbox' } })
  const { authenticationMethodId } = known.body.scaMethods[0]
  assert.equal((await begun.put({ authenticationMethodId })).status, 200)
  return begun
}

export async function giveConsent(world: Pick<World, 'ask'>, psuId: string, access?: object) {
  const begun = await challengeConsent(world, psuId, access)
  const done = await begun.put({ scaAuthenticationData: '123456' })
  assert.equal(done.body.scaStatus, 'finalised', JSON.stringify(done.body))
  return { ...begun, headers: { 'consent-id': begun.consentId } }
}
