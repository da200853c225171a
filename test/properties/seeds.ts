/** Puts things into a World for calls to find: consents in every state a TPP can bring about, authorisations on every step. */
import assert from 'node:assert/strict'
import type { openWorlds } from '#test/world.ts'
import { embedded, wish } from '#test/world.ts'
import type { Answer } from '#test/developer.ts'
import type { Known } from './known.ts'

export type OpenWorld = Awaited<ReturnType<Awaited<ReturnType<typeof openWorlds>>['open']>>

const decoupled = { 'tpp-redirect-preferred': 'false', 'tpp-decoupled-preferred': 'true' }
const redirect = { 'tpp-redirect-preferred': 'true', 'tpp-redirect-uri': 'https://tpp.example/ok' }
const explicit = { 'tpp-explicit-authorisation-preferred': 'true' }

/** Lets the customer answer the only push that waits. */
async function answerPush({ world }: OpenWorld, consentId: string, how: 'approve' | 'cancel') {
  const { body } = await world('/authentications?state=pending')
  for (const { id } of body.authentications)
    await world(`/authentications/${id}/${how}`, { method: 'POST' })
  return consentId
}

/** A consent that the customer has approved in their app; answers its id. */
export async function giveConsent(open: OpenWorld, psuId: string): Promise<string> {
  const made = await open.ask('/v1/consents', {
    json: wish,
    headers: { 'psu-id': psuId, ...decoupled },
  })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  return answerPush(open, made.body.consentId, 'approve')
}

/** One consent per state and step; every answer is learnt. */
export async function makeConsents(open: OpenWorld, psuId: string, known: Known): Promise<void> {
  const { ask } = open
  const learn = async (asked: Promise<Answer>) => {
    const answer = await asked
    known.learn(answer.body)
    const link = answer.body._links?.scaRedirect?.href
    if (link !== undefined) known.add('authorizationUrl', link)
    return answer
  }
  const make = (headers: Record<string, string>) =>
    learn(ask('/v1/consents', { json: wish, headers }))
  const put = (href: string, json: unknown) => learn(ask(href, { method: 'PUT', json }))
  await make({ ...redirect, ...explicit })
  await make(redirect)
  await make({ 'psu-id': psuId, ...embedded })
  const begun = await make({ 'psu-id': psuId, ...embedded })
  const checked = await put(begun.body._links.updatePsuAuthentication.href, {
    psuData: { password: 'sandbox' },
  })
  const [method] = checked.body.scaMethods ?? []
  if (method)
    await put(checked.body._links.selectAuthenticationMethod.href, {
      authenticationMethodId: method.authenticationMethodId,
    })
  const ended = await make({ 'psu-id': psuId, ...decoupled })
  await answerPush(open, ended.body.consentId, 'cancel')
  const given = await giveConsent(open, psuId)
  await ask(`/v1/consents/${given}`, { method: 'DELETE' })
  await make({ 'psu-id': psuId, ...decoupled })
}
