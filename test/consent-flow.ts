/** Plays an app at the authorization server and the interface: sends a test customer through consent and uses the tokens. */
import { randomUUID } from 'node:crypto'
import * as oauth from 'openid-client'
import { basic, bearer, call, expectCall, firstCustomer } from './developer.ts'
import type { Answer, RegisteredApp } from './developer.ts'

/** What `openid-client` knows of the authorization server and the app. */
export function discover(base: string, app: RegisteredApp): Promise<oauth.Configuration> {
  return oauth.discovery(
    new URL(`${base}/sandbox/oauth`),
    app.clientId,
    app.clientSecret,
    oauth.ClientSecretBasic(app.clientSecret),
    { execute: [oauth.allowInsecureRequests] },
  )
}

export interface AuthorizationRequest {
  readonly url: URL
  readonly state: string
  readonly verifier: string
}

/** An authorization request with PKCE, as the app would send the customer's browser to. */
export async function buildAuthorization(
  configuration: oauth.Configuration,
  app: Pick<RegisteredApp, 'redirectUri'>,
  extra: Record<string, string> = {},
): Promise<AuthorizationRequest> {
  const verifier = oauth.randomPKCECodeVerifier()
  const state = oauth.randomState()
  const url = oauth.buildAuthorizationUrl(configuration, {
    redirect_uri: app.redirectUri,
    scope: 'accounts',
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...extra,
  })
  return { url, state, verifier }
}

export interface ConsentWish {
  readonly customerId: string
  readonly accountIds?: readonly string[] | 'all'
  readonly outcome?: 'approve' | 'refuse' | 'cancel' | 'time-out'
}

/** Lets a test customer answer the request without a browser; answers where the browser would be sent. */
export async function answerUnattended(
  base: string,
  app: RegisteredApp,
  question: { url: URL; wish: ConsentWish },
): Promise<URL> {
  const { body } = await expectOneOf([200, 201], `${base}/sandbox/world/v1/authorizations`, {
    headers: basic(app),
    json: {
      authorizationUrl: question.url.href,
      customerId: question.wish.customerId,
      accountIds: question.wish.accountIds ?? 'all',
      outcome: question.wish.outcome ?? 'approve',
    },
  })
  return new URL(String(body.redirectTo))
}

async function expectOneOf(
  statuses: readonly number[],
  url: string,
  options: Parameters<typeof call>[1],
): Promise<Answer> {
  const answer = await call(url, options)
  if (!statuses.includes(answer.status))
    throw new Error(`${url} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return answer
}

export interface Connected {
  readonly configuration: oauth.Configuration
  readonly accessToken: string
  readonly refreshToken: string
  readonly expiresInSeconds: number
}

/** The whole consent of a test customer: request, answer, code, tokens. */
export async function connect(
  base: string,
  app: RegisteredApp,
  wish?: ConsentWish,
): Promise<Connected> {
  const configuration = await discover(base, app)
  const request = await buildAuthorization(configuration, app)
  const answered = wish ?? { customerId: (await firstCustomer(base, app)).id }
  const redirectTo = await answerUnattended(base, app, { url: request.url, wish: answered })
  const tokens = await oauth.authorizationCodeGrant(configuration, redirectTo, {
    pkceCodeVerifier: request.verifier,
    expectedState: request.state,
  })
  return {
    configuration,
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token ?? '',
    expiresInSeconds: tokens.expires_in ?? 0,
  }
}

/** One read of the interface with a fresh request id, while the customer is there. */
export function readInterface(
  base: string,
  accessToken: string,
  path = '/accounts',
): Promise<Answer> {
  return call(`${base}/sandbox/psd2/v1${path}`, {
    headers: {
      ...bearer(accessToken),
      'x-request-id': randomUUID(),
      'psu-ip-address': '192.0.2.1',
      accept: 'application/json',
    },
  })
}

/** The raw answer of the token endpoint to a refresh. */
export async function refresh(base: string, app: RegisteredApp, token: string): Promise<Answer> {
  const answer = await fetch(`${await tokenEndpoint(base)}`, {
    method: 'POST',
    headers: basic(app),
    body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: token }),
  })
  return { status: answer.status, headers: answer.headers, body: await answer.json() }
}

async function tokenEndpoint(base: string): Promise<string> {
  const { body } = await expectCall(200, `${base}/sandbox/oauth/.well-known/openid-configuration`)
  return String(body.token_endpoint)
}
