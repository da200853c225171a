/** Records a consent's way through the interface, from asking to giving up. What is secret or new each time is left out of the answers. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { call } from './developer.ts'
import type { Answer, RegisteredApp } from './developer.ts'
import type { Recorded } from './record-examples.ts'
import { clientToken, wish } from './world.ts'

type Step = { method?: string; json?: unknown; headers?: Record<string, string> }

const embedded = { 'tpp-redirect-preferred': 'false', 'tpp-decoupled-preferred': 'false' }
const redirect = { 'tpp-redirect-uri': 'https://tpp.example/back' }

export async function recordConsents(
  base: string,
  { app, customerId, iban }: { app: RegisteredApp; customerId: string; iban: string },
): Promise<Recorded> {
  const recorded: Recorded = {}
  const withoutSecrets = hideSecrets()
  const token = await clientToken(base, app)
  const take = async (
    operationId: string,
    status: number,
    [path, step]: readonly [path: string, step: Step],
  ): Promise<Answer> => {
    const answer = await call(`${base}/sandbox/psd2${path}`, {
      ...step,
      headers: {
        authorization: `Bearer ${token}`,
        'x-request-id': randomUUID(),
        'psu-ip-address': '192.0.2.1',
        ...step.headers,
      },
    })
    assert.equal(answer.status, status, `${path}: ${JSON.stringify(answer.body)}`)
    const method = step.method ?? (step.json === undefined ? 'GET' : 'POST')
    if (status !== 204)
      (recorded[operationId] ??= {})[String(status)] ??= {
        request: { method, path: withoutSecrets(path) },
        value: JSON.parse(withoutSecrets(JSON.stringify(answer.body))),
      }
    return answer
  }

  const asked = { json: wish, headers: redirect }
  await take('createConsent', 400, ['/v1/consents', { json: {}, headers: redirect }])
  const unknown = { ...asked, headers: { ...redirect, authorization: 'Bearer not-a-token' } }
  await take('createConsent', 401, ['/v1/consents', unknown])
  const { body: first } = await take('createConsent', 201, ['/v1/consents', asked])
  const one = `/v1/consents/${first.consentId}`
  await take('getConsentInformation', 200, [one, {}])
  await take('getConsentStatus', 200, [`${one}/status`, {}])
  await take('getConsentAuthorisation', 200, [`${one}/authorisations`, {}])
  await take('deleteConsent', 204, [one, { method: 'DELETE' }])
  await take('startConsentAuthorisation', 409, [
    `${one}/authorisations`,
    { json: {}, headers: redirect },
  ])
  const explicit = { ...redirect, 'tpp-explicit-authorisation-preferred': 'true' }
  const made = await take('createConsent', 201, ['/v1/consents', { json: wish, headers: explicit }])
  const authorisations = `/v1/consents/${made.body.consentId}/authorisations`
  const { body: started } = await take('startConsentAuthorisation', 201, [
    authorisations,
    { json: {}, headers: { ...embedded, 'psu-id': customerId } },
  ])
  const link = `${authorisations}/${started.authorisationId}`
  await take('getConsentScaStatus', 200, [link, {}])
  const wrong = { method: 'PUT', json: { psuData: { password: 'no' } } }
  await take('updateConsentsPsuData', 401, [link, wrong])
  const right = { method: 'PUT', json: { psuData: { password: 'sandbox' } } }
  await take('updateConsentsPsuData', 200, [link, right])
  await recordFunds(take, { customerId, iban })
  return recorded
}

type Take = (
  operationId: string,
  status: number,
  [path, step]: readonly [path: string, step: Step],
) => Promise<Answer>

async function recordFunds(
  take: Take,
  { customerId, iban }: { readonly customerId: string; readonly iban: string },
) {
  const v2 = '/v2/consents/confirmation-of-funds'
  const question = {
    account: { iban },
    instructedAmount: { currency: 'SEK', amount: '249.00' },
  }
  await take('checkAvailabilityOfFunds', 400, ['/v1/funds-confirmations', { json: question }])
  const asked = { account: { iban }, cardInformation: 'Card of the shop' }
  const explicit = { 'tpp-explicit-authorisation-preferred': 'true' }
  const { body } = await take('createConsentConfirmationOfFunds', 201, [
    v2,
    { json: asked, headers: explicit },
  ])
  const one = `${v2}/${body.consentId}`
  await take('getConsentConfirmationOfFunds', 200, [one, {}])
  const { body: started } = await take('startConsentConfirmationOfFundsAuthorisation', 201, [
    `${one}/authorisations`,
    { json: {}, headers: { ...embedded, 'psu-id': customerId } },
  ])
  await take('getConsentConfirmationOfFundsAuthorisation', 200, [`${one}/authorisations`, {}])
  const link = `${one}/authorisations/${started.authorisationId}`
  await take('getConsentConfirmationOfFundsScaStatus', 200, [link, {}])
  const put = (json: unknown) =>
    take('updateConsentConfirmationOfFundsPsuData', 200, [link, { method: 'PUT', json }])
  const { body: known } = await put({ psuData: { password: 'sandbox' } })
  const [method] = known.scaMethods
  await put({ authenticationMethodId: method.authenticationMethodId })
  await put({ scaAuthenticationData: '123456' })
  await take('getConsentConfirmationOfFundsStatus', 200, [`${one}/status`, {}])
  await take('checkAvailabilityOfFunds', 200, ['/v1/funds-confirmations', { json: question }])
  await take('deleteConsentConfirmationOfFunds', 204, [one, { method: 'DELETE' }])
}

/** Ids and the port are new in every recording, and the link of a redirect works once for one person. */
function hideSecrets() {
  const names = new Map<string, string>()
  const nameOf = (id: string) => {
    const name = names.get(id) ?? `example-${names.size + 1}`
    names.set(id, name)
    return name
  }
  return (text: string): string =>
    text
      .replaceAll(/http:\/\/127\.0\.0\.1:\d+/gu, 'http://127.0.0.1:8080')
      .replaceAll(/portico_link_[\w-]+/gu, 'portico_link_shown_once')
      .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gu, nameOf)
}
