/** The ways to a token, one function each, walked over HTTP like any app would. A new way is a row of the table. */
import { secondMs } from '#src/kit/clock.ts'
import { sha256Hex } from '#src/kit/random.ts'
import type { Random } from '#src/kit/random.ts'
import { refuse } from '#src/domain/console/console-errors.ts'
import type {
  Authority,
  ConsoleActor,
  ConsoleResponse,
} from '#src/domain/console/console-runner.ts'
import type { Send } from './http-client.ts'
import type { HeldToken } from './token-cache.ts'
import { createHash } from 'node:crypto'

export interface WayTools {
  readonly send: Send
  readonly random: Random
  readonly publicUrl: string
}

type Walked<Name extends Authority['way']> = Extract<Authority, { way: Name }>
type Walk<Name extends Authority['way']> = (
  tools: WayTools,
  authority: Walked<Name>,
  clientSecret: string,
) => Promise<HeldToken>

type NeedsToken = Exclude<Authority['way'], 'none'>

const ways: { readonly [Name in NeedsToken]: Walk<Name> } = {
  'customer-consent': walkConsent,
  'app-credentials': askAsApp,
}

const oauthPath = '/sandbox/oauth'
const worldPath = '/sandbox/world/v1'

/** Walks the way with a secret that ends with it. Throws `console-not-authorised`. */
export async function fetchToken(
  tools: WayTools,
  authority: Exclude<Authority, { way: 'none' }>,
): Promise<HeldToken> {
  const { clientSecret, giveBack } = await authority.actor.lendSecret()
  try {
    // The table's types say that each row takes its own kind; TypeScript cannot see that through the index.
    const walk = ways[authority.way] as Walk<NeedsToken>
    return await walk(tools, authority, clientSecret)
  } finally {
    await giveBack()
  }
}

/** What tokens are told apart by: one for an app, a customer and a scope. */
export function keyOf(authority: Exclude<Authority, { way: 'none' }>): string {
  const customerId = authority.way === 'customer-consent' ? authority.customerId : ''
  return [authority.way, authority.actor.app.id, customerId, authority.scope].map(sha256Hex).join()
}

/** The authorization code grant with PKCE, the customer answering at once. @see RFC 6749 §4.1, RFC 7636 */
async function walkConsent(
  tools: WayTools,
  authority: Walked<'customer-consent'>,
  clientSecret: string,
): Promise<HeldToken> {
  const { actor, scope, customerId } = authority
  const verifier = Buffer.from(tools.random.bytes(32)).toString('base64url')
  const redirectUri = actor.app.redirectUris[0] ?? ''
  const query = new URLSearchParams({
    client_id: actor.app.clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope,
    state: Buffer.from(tools.random.bytes(16)).toString('base64url'),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  const answered = await tools.send({
    method: 'POST',
    path: `${worldPath}/authorizations`,
    headers: { ...basicOf(actor, clientSecret), 'content-type': 'application/json' },
    body: JSON.stringify({
      authorizationUrl: `${tools.publicUrl}${oauthPath}/authorize?${query.toString()}`,
      customerId,
      accountIds: 'all',
      outcome: 'approve',
    }),
  })
  const code = readCode(answered)
  return exchange(
    tools,
    { actor, clientSecret },
    {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
    },
  )
}

/** @see RFC 6749 §4.4 */
function askAsApp(
  tools: WayTools,
  { actor, scope }: Walked<'app-credentials'>,
  clientSecret: string,
): Promise<HeldToken> {
  return exchange(tools, { actor, clientSecret }, { grant_type: 'client_credentials', scope })
}

async function exchange(
  tools: WayTools,
  { actor, clientSecret }: { actor: ConsoleActor; clientSecret: string },
  form: Record<string, string>,
): Promise<HeldToken> {
  const answer = await tools.send({
    method: 'POST',
    path: `${oauthPath}/token`,
    headers: {
      ...basicOf(actor, clientSecret),
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
    },
    body: new URLSearchParams(form).toString(),
  })
  const body = readJson(answer)
  const accessToken = body['access_token']
  const lifetimeSeconds = body['expires_in']
  if (typeof accessToken !== 'string') throw refusal(body)
  const seconds = typeof lifetimeSeconds === 'number' ? lifetimeSeconds : 0
  return { accessToken, expiresAt: (await actor.worldNow()) + seconds * secondMs }
}

function readCode(answer: ConsoleResponse): string {
  const body = readJson(answer)
  const redirectTo = URL.parse(String(body['redirectTo']))
  const code = redirectTo?.searchParams.get('code')
  if (code) return code
  const error = redirectTo?.searchParams.get('error')
  throw error === null || error === undefined
    ? refusal(body)
    : refusal({ error, error_description: redirectTo?.searchParams.get('error_description') })
}

function refusal(body: Readonly<Record<string, unknown>>) {
  return refuse('console-not-authorised', {
    error: textOf(body['error'] ?? body['code']).slice(0, 100) || 'no token',
    description: textOf(body['error_description'] ?? body['detail']).slice(0, 500),
  })
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function readJson({ body }: ConsoleResponse): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(body)
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {}
  } catch {
    return {} // no JSON means no token, which the caller says
  }
}

/** @see RFC 6749 §2.3.1 */
function basicOf({ app }: ConsoleActor, clientSecret: string): Record<string, string> {
  const pair = `${encodeURIComponent(app.clientId)}:${encodeURIComponent(clientSecret)}`
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
}
