/** Plays a developer in the Worlds of own apps: the World API by the app's secret, the interface by its token. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { TestContext } from 'node:test'
import type { Clock } from '#src/kit/clock.ts'
import { basic, bearer, call, createApp, firstCustomer, signUp } from './developer.ts'
import type { Answer, RegisteredApp } from './developer.ts'
import type { engines } from './harness.ts'
import { startPortico } from './harness.ts'

export const wish = {
  access: { allPsd2: 'allAccounts' },
  recurringIndicator: true,
  validUntil: '9999-12-31',
  frequencyPerDay: 4,
  combinedServiceIndicator: false,
}

type Asked = { method?: string; json?: unknown; headers?: Record<string, string> }

export async function clientToken(
  base: string,
  app: RegisteredApp,
  scope = 'xs2a',
): Promise<string> {
  const answer = await fetch(`${base}/sandbox/oauth/token`, {
    method: 'POST',
    headers: basic(app),
    body: new URLSearchParams({ grant_type: 'client_credentials', scope }),
  })
  const body = (await answer.json()) as { access_token: string }
  assert.equal(answer.status, 200, JSON.stringify(body))
  return body.access_token
}

const present = { 'psu-ip-address': '192.0.2.1' }

/** Calls of the dedicated interface with an app's own token; in the presence of the customer unless told otherwise. */
export function askWith(
  base: string,
  token: () => string,
  usual: Readonly<Record<string, string>> = present,
): Ask {
  return (path, asked = {}) =>
    call(`${base}${path.startsWith('/sandbox') ? '' : '/sandbox/psd2'}${path}`, {
      ...asked,
      headers: {
        ...bearer(token()),
        'x-request-id': randomUUID(),
        ...usual,
        ...asked.headers,
      },
    })
}

export async function openWorlds(
  t: TestContext,
  engine: (typeof engines)[number] = 'sqlite',
  surroundings: {
    readonly clock?: Clock
    readonly environment?: Readonly<Record<string, string>>
  } = {},
) {
  const { url } = await startPortico(t, {
    engine,
    ...surroundings,
    environment: { LOG_LEVEL: 'debug', ...surroundings.environment },
  })
  return worldsOf(url)
}

/** The same in a running product. */
export async function worldsOf(url: string) {
  const developer = await signUp(url)
  const open = async () => {
    const app = await createApp(url, developer)
    const token = await clientToken(url, app)
    const world = (path: string, asked: Asked = {}): Promise<Answer> =>
      call(`${url}/sandbox/world/v1${path}`, {
        ...asked,
        headers: { ...basic(app), ...asked.headers },
      })
    const ask = askWith(url, () => token)
    return { app, developer, world, ask, customer: await firstCustomer(url, app) }
  }
  return { url, open }
}

export const embedded = { 'tpp-redirect-preferred': 'false', 'tpp-decoupled-preferred': 'false' }

/** Has the World API play a customer who follows the link of a redirect; answers where the browser goes. */
export async function followRedirect(world: Ask, link: string, customerId: string): Promise<URL> {
  const json = { authorizationUrl: link, customerId, accountIds: 'all', outcome: 'approve' }
  const { body } = await world('/authorizations', { json })
  return new URL(String(body.redirectTo))
}

type Ask = (path: string, asked?: Asked) => Promise<Answer>

/** Takes a consent that was started as embedded to its end: password, a method where there is a choice, one-time password. */
export async function authoriseEmbedded(ask: Ask, made: Answer): Promise<Answer> {
  const { href } = made.body._links.updatePsuAuthentication
  const put = (json: unknown) => ask(href, { method: 'PUT', json })
  let answer = await put({ psuData: { password: 'sandbox' } })
  const [method] = answer.body.scaMethods ?? []
  if (method) answer = await put({ authenticationMethodId: method.authenticationMethodId })
  if (answer.body.scaStatus === 'scaMethodSelected')
    answer = await put({ scaAuthenticationData: '123456' })
  return answer
}

/** Writes what is not JSON too. */
export async function send(
  base: string,
  app: RegisteredApp,
  what: { path: string; type: string; text: string; method: string },
) {
  const { path, type, text: body, method } = what
  const headers = { ...basic(app), 'content-type': type }
  const answer = await fetch(`${base}/sandbox/world/v1${path}`, { method, headers, body })
  const text = await answer.text()
  return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) }
}
