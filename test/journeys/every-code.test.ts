/** Every code of the table, brought about as its page says. The table cannot grow without a row here: the compiler asks for it. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { tppMessages } from '#src/edge/xs2a/tpp-messages.ts'
import type { TppCode } from '#src/edge/xs2a/tpp-messages.ts'
import { dayMs, systemClock } from '#src/kit/clock.ts'
import { createJudge } from '#test/conformance/validators.ts'
import {
  basic,
  bearer,
  call,
  createApp,
  expectCall,
  firstCustomer,
  signUp,
} from '#test/developer.ts'
import type { Answer } from '#test/developer.ts'
import { beginConsent, challengeConsent, giveConsent } from '#test/embedded-consent.ts'
import { openXs2aDoor } from '#test/fixtures/xs2a-door.ts'
import { startPortico } from '#test/harness.ts'
import { issueCertificate, openTls, toIdentity } from '#test/tpp-certificate.ts'
import {
  askWith,
  authoriseEmbedded,
  clientToken,
  embedded,
  followRedirect,
  wish,
} from '#test/world.ts'

const redirect = { 'tpp-redirect-preferred': 'true', 'tpp-redirect-uri': 'https://tpp.example/ok' }
const unknownId = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'
const time = { aheadMs: 0 }

type Asked = { method?: string; json?: unknown; headers?: Record<string, string> }

/** One TPP in a World of its own. */
async function openTpp(url: string, tlsUrl: string) {
  const developer = await signUp(url)
  const app = await createApp(url, developer)
  const customer = await firstCustomer(url, app)
  let token = await clientToken(url, app)
  const ask = askWith(url, () => token)
  const world = (path: string, asked: Asked = {}) =>
    call(`${url}/sandbox/world/v1${path}`, { ...asked, headers: basic(app) })
  const profile = (json: object) => world('/profile', { method: 'PATCH', json })
  const askTls = await openTls(url, tlsUrl)
  const issue = async (roles: readonly string[] = ['AISP']) => {
    const issued = await issueCertificate(url, { developer, app }, { roles })
    const read = (headers: Record<string, string> = {}) =>
      askTls(toIdentity(issued), `/v1/consents/${unknownId}`, { headers })
    return { id: issued.id, read }
  }
  const renewToken = async () => {
    token = await clientToken(url, app)
  }
  return { url, developer, app, customer, ask, world, profile, askTls, issue, renewToken }
}

type Tpp = Awaited<ReturnType<typeof openTpp>>

const make = ({ ask }: Tpp, change: object, headers: Record<string, string> = {}) =>
  ask('/v1/consents', { json: { ...wish, ...change }, headers })

async function readReport(tpp: Tpp, query: string) {
  const { headers } = await giveConsent(tpp, tpp.customer.id)
  return tpp.ask(`/v1/accounts/${tpp.customer.accounts[0]?.id}/transactions${query}`, { headers })
}

const deleteApp = ({ url, app, developer }: Tpp) =>
  expectCall(204, `${url}/api/v1/apps/${app.id}`, {
    method: 'DELETE',
    headers: bearer(developer.token),
  })

function confirmFunds({ ask, customer }: Tpp, more: object = {}) {
  const [account] = customer.accounts
  const instructedAmount = { currency: account?.currency, amount: '1.00' }
  return ask('/v1/funds-confirmations', {
    json: { account: { iban: account?.iban }, instructedAmount, ...more },
  })
}

/** The interface before a bank that fails. */
async function askBroken(listAccounts: () => Promise<never>) {
  const { call: ask } = await openXs2aDoor({}, { connector: { listAccounts } })
  const { status, headers, body } = await ask('/v1/accounts')
  return { status, headers: new Headers(headers as Record<string, string>), body }
}

const provoke: Readonly<Record<TppCode, (tpp: Tpp) => Promise<Answer>>> = {
  FORMAT_ERROR: (tpp) => make(tpp, { validUntil: 'tomorrow' }),
  PARAMETER_NOT_SUPPORTED: async (tpp) => {
    await tpp.profile({ accounts: { bookingStatuses: ['booked'] } })
    return readReport(tpp, '?bookingStatus=pending')
  },
  PERIOD_INVALID: (tpp) =>
    readReport(tpp, '?bookingStatus=booked&dateFrom=2026-11-02&dateTo=2026-11-01'),
  PARAMETER_NOT_CONSISTENT: (tpp) =>
    make(tpp, { access: { allPsd2: 'allAccounts', accounts: [{ bban: '1' }] } }),
  SERVICE_INVALID: ({ ask }) => ask('/v1/accounts', { method: 'POST' }),
  SESSIONS_NOT_SUPPORTED: (tpp) => make(tpp, { combinedServiceIndicator: true }),
  CONSENT_UNKNOWN: ({ ask }) => ask(`/v1/consents/${unknownId}`),
  CARD_INVALID: async (tpp) => {
    const json = { account: { iban: tpp.customer.accounts[0]?.iban }, cardNumber: '1111' }
    const headers = { ...embedded, 'psu-id': tpp.customer.id }
    const made = await tpp.ask('/v2/consents/confirmation-of-funds', { json, headers })
    await authoriseEmbedded(tpp.ask, made)
    return confirmFunds(tpp, { cardNumber: '2222' })
  },
  NO_PIIS_ACTIVATION: (tpp) => confirmFunds(tpp),
  CONSENT_INVALID: async (tpp) => {
    const { consentId } = await beginConsent(tpp, tpp.customer.id)
    return tpp.ask('/v1/accounts', { headers: { 'consent-id': consentId } })
  },
  CONSENT_EXPIRED: async (tpp) => {
    const { headers } = await giveConsent(tpp, tpp.customer.id)
    time.aheadMs = 181 * dayMs
    await tpp.renewToken()
    return tpp.ask('/v1/accounts', { headers })
  },
  TOKEN_UNKNOWN: ({ ask }) => ask('/v1/accounts', { headers: bearer('unknown') }),
  TOKEN_INVALID: async (tpp) => {
    await deleteApp(tpp)
    return tpp.ask('/v1/accounts')
  },
  TOKEN_EXPIRED: (tpp) => {
    time.aheadMs = dayMs
    return tpp.ask('/v1/accounts')
  },
  RESOURCE_UNKNOWN: ({ ask }) => ask('/v1/nothing'),
  CERTIFICATE_MISSING: ({ askTls }) => askTls(undefined, `/v1/consents/${unknownId}`),
  CERTIFICATE_INVALID: async ({ url, developer, issue }) => {
    const other = await createApp(url, developer)
    return (await issue()).read(bearer(await clientToken(url, other)))
  },
  CERTIFICATE_EXPIRED: async ({ issue }) => {
    const { read } = await issue()
    time.aheadMs = 366 * dayMs
    return read()
  },
  CERTIFICATE_REVOKED: async ({ url, app, developer, issue }) => {
    const { id, read } = await issue()
    const headers = bearer(developer.token)
    const path = `${url}/api/v1/apps/${app.id}/certificates/${id}`
    await expectCall(204, path, { method: 'DELETE', headers })
    return read()
  },
  ROLE_INVALID: async ({ issue }) => (await issue(['PISP'])).read(),
  PSU_CREDENTIALS_INVALID: async (tpp) =>
    (await beginConsent(tpp, tpp.customer.id)).put({ psuData: { password: 'wrong' } }),
  SCA_METHOD_UNKNOWN: async (tpp) =>
    (await challengeConsent(tpp, tpp.customer.id)).put({ authenticationMethodId: 'none' }),
  SCA_INVALID: async (tpp) => {
    await tpp.profile({ sca: { hasConfirmationCode: true } })
    const { scaRedirect, confirmation } = (await make(tpp, {}, redirect)).body._links
    await followRedirect(tpp.world, scaRedirect.href, tpp.customer.id)
    return tpp.ask(confirmation.href, { method: 'PUT', json: { confirmationCode: 'guessed' } })
  },
  STATUS_INVALID: async (tpp) => {
    const { path } = await beginConsent(tpp, tpp.customer.id)
    const headers = { 'psu-id': tpp.customer.id, ...embedded }
    return tpp.ask(`${path}/authorisations`, { method: 'POST', headers })
  },
  ACCESS_EXCEEDED: async (tpp) => {
    await tpp.profile({ consents: { frequencyPerDay: 1 } })
    const { headers } = await giveConsent(tpp, tpp.customer.id)
    const token = bearer(await clientToken(tpp.url, tpp.app))
    const alone = () =>
      call(`${tpp.url}/sandbox/psd2/v1/accounts`, {
        headers: { ...token, ...headers, 'x-request-id': randomUUID() },
      })
    await alone()
    return alone()
  },
  REQUESTED_FORMATS_INVALID: ({ ask }) => ask('/v1/accounts', { headers: { accept: 'text/html' } }),
  // A list that is none breaks our own code, not the bank's.
  INTERNAL_SERVER_ERROR: () => askBroken(() => Promise.resolve({} as never)),
  SERVICE_UNAVAILABLE: () => askBroken(() => Promise.reject(new Error('down'))),
}

async function provokeAll(t: TestContext) {
  const clock = { now: () => systemClock.now() + time.aheadMs }
  const { url, tlsUrl } = await startPortico(t, { clock })
  const judge = createJudge(join(import.meta.dirname, '../../openapi/xs2a.yaml'))
  const schema = { method: 'POST', path: '/v1/consents' }
  for (const [code, bringAbout] of Object.entries(provoke)) {
    time.aheadMs = 0
    const { status, headers, body } = await bringAbout(await openTpp(url, tlsUrl))
    const told = `${code}: ${status} ${JSON.stringify(body)}`
    assert.equal(body.tppMessages?.[0].code, code, told)
    assert.match(headers.get('link') ?? '', new RegExp(`/errors/${code}>; rel="help"$`, 'u'), told)
    assert.deepEqual(judge({ ...schema, status, body }), [], told)
  }
}

test('every code of the table is answered when what its page says is done', async (t) => {
  await provokeAll(t)
  assert.deepEqual(Object.keys(provoke).toSorted(), Object.keys(tppMessages).toSorted())
})
