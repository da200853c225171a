/** The authorization server of one realm: configures the protocol library. Rules about consent live in the rooms. */
import Provider, { errors } from 'oidc-provider'
import type { Client, Context } from 'oidc-provider'
import type { Log } from '#src/kit/log.ts'
import { ArtifactAdapter, backchannelGrant } from './adapter.ts'
import { BackchannelAdapter, backchannelKind, createBackchannel } from './backchannel.ts'
import { consentScopesOf } from './consent-scope.ts'
import { createClientAdapter, createGrantAdapter, sessionAdapter } from './derived-adapters.ts'
import { buildInteractions, languageOf, scopes, textOf } from './interactions.ts'
import type { InteractionOptions } from './interactions.ts'
import { mutualTls } from './mutual-tls.ts'
import { tellUnavailable, unavailableStatus } from './unavailable.ts'
import { noteShownSecret } from './shown-secret.ts'

export interface ProviderOptions extends InteractionOptions {
  readonly log: Log
  /** Absolute issuer, for instance `http://127.0.0.1:8080/sandbox/oauth`. */
  readonly issuer: string
  /** The same on the TLS port, where client certificates are seen. */
  readonly tlsIssuer: string
  /** Absolute address of the interface, the resource of every token. */
  readonly resource: string
  /** Absolute address of the other API products, the resource of tokens whose scope is the id of one. */
  readonly productResource: string
  readonly productIds: readonly string[]
  readonly jwks: { readonly keys: readonly object[] }
  readonly cookieKeys: readonly string[]
  readonly lifetimes: { readonly accessTokenSeconds: number; readonly refreshTokenSeconds: number }
  renderErrorPage(facts: {
    error: string
    description: string
    language: 'en' | 'sv'
  }): Promise<{ html: string; contentSecurityPolicy: string }>
}

/** Scope of a token that an app gets for itself at the dedicated interface. */
const clientScope = 'xs2a'
const interactionSeconds = 30 * 60
/** ASVS 5 10.4.3: codes live at most a minute. */
const codeSeconds = 60
const retrySeconds = 1

const paths = {
  authorization: '/authorize',
  token: '/token',
  jwks: '/jwks',
  revocation: '/revoke',
  introspection: '/introspect',
  backchannel_authentication: '/bc-authorize',
}

export function createProvider(given: ProviderOptions): Provider {
  const services = tellUnavailable(given.services)
  const options = { ...given, services }
  const provider = new Provider(options.issuer, buildConfiguration(options))
  // Addresses follow the issuer, whichever port a call came in on.
  const protocol = new URL(options.issuer).protocol.slice(0, -1)
  Object.defineProperty(provider.request, 'protocol', { get: () => protocol })
  provider.use(async (ctx, next) => {
    await next()
    if (ctx.status === unavailableStatus) ctx.set('Retry-After', String(retrySeconds))
  })
  provider.on('server_error', (_ctx: Context, error: unknown) => {
    options.log.error({ err: error }, 'the authorization server failed')
  })
  provider.Client.prototype.compareClientSecret = async function compare(actual: string) {
    // `this` is the library's client; its metadata come from the client adapter.
    const client = this as unknown as Client
    const secretId = await services.findSecret(String(client['app_id']), actual)
    if (secretId !== undefined) noteShownSecret(secretId)
    return secretId !== undefined
  }
  return provider
}

/** The stronger prefix would forbid cookies of one path. @see RFC 6265bis §4.1.3 */
const securePrefix = '__Secure-'

function buildConfiguration(options: ProviderOptions): Record<string, unknown> {
  const { services } = options
  const prefix = options.issuer.startsWith('https:') ? securePrefix : ''
  return {
    adapter: (kind: string) => {
      if (kind === 'Session') return sessionAdapter
      if (kind === 'Client') return createClientAdapter(services)
      if (kind === backchannelKind) return new BackchannelAdapter(services)
      if (kind === 'Grant') return createGrantAdapter(services, options.resource)
      return new ArtifactAdapter(kind, services)
    },
    jwks: options.jwks,
    cookies: {
      keys: options.cookieKeys,
      names: {
        session: `${prefix}portico_as`,
        interaction: `${prefix}portico_authorisation`,
        resume: `${prefix}portico_authorisation_resume`,
      },
      short: { httpOnly: true, sameSite: 'lax', signed: true, overwrite: true },
      long: { httpOnly: true, sameSite: 'lax', signed: true, overwrite: true },
    },
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'tls_client_auth'],
    extraClientMetadata: { properties: ['app_id', 'world_id', 'organisation_id'] },
    scopes: [...scopes],
    claims: { openid: ['sub'] },
    responseTypes: ['code'],
    pkce: { required: () => true },
    allowOmittingSingleRegisteredRedirectUri: false,
    enabledJWA: {
      idTokenSigningAlgValues: ['ES256'],
    },
    routes: paths,
    features: buildFeatures(options),
    interactions: buildInteractions(options),
    ttl: buildLifetimes(options),
    discovery: { mtls_endpoint_aliases: aliasesOf(options.tlsIssuer) },
    ...buildTokenRules(),
    findAccount: (_ctx: Context, subject: string) => ({
      accountId: subject,
      claims: () => Promise.resolve({ sub: subject }),
    }),
    renderError: renderErrorWith(options),
  }
}

/** @see RFC 8705 §5 */
function aliasesOf(issuer: string) {
  return {
    token_endpoint: `${issuer}${paths.token}`,
    revocation_endpoint: `${issuer}${paths.revocation}`,
    introspection_endpoint: `${issuer}${paths.introspection}`,
    backchannel_authentication_endpoint: `${issuer}${paths.backchannel_authentication}`,
  }
}

function buildTokenRules() {
  return {
    expiresWithSession: () => Promise.resolve(false),
    issueRefreshToken: () => Promise.resolve(true),
    rotateRefreshToken: true,
    revokeGrantPolicy: ({ oidc }: Context) => {
      const isOneToken = oidc.route === 'revocation' && oidc.entities['AccessToken'] !== undefined
      return !isOneToken && oidc.params?.['grant_type'] !== backchannelGrant
    },
    loadExistingGrant: (ctx: Context) => {
      const grantId = ctx.oidc.result?.consent?.grantId
      // The library's context carries its own provider; our Grant adapter answers only for living grants.
      const { provider } = ctx.oidc as unknown as { provider: Provider }
      return grantId === undefined ? Promise.resolve(undefined) : provider.Grant.find(grantId)
    },
  }
}

function buildFeatures(options: ProviderOptions) {
  const isOwn = (_ctx: Context, client: Client, token: { clientId?: string }) =>
    Promise.resolve(token.clientId === client.clientId)
  return {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    mTLS: mutualTls,
    ciba: createBackchannel(options.services, languageOf),
    userinfo: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    dPoP: { enabled: false },
    revocation: { enabled: true, allowedPolicy: isOwn },
    introspection: { enabled: true, allowedPolicy: isOwn },
    resourceIndicators: {
      enabled: true,
      defaultResource: (ctx: Context) => Promise.resolve(defaultResourceOf(options, ctx)),
      useGrantedResource: () => Promise.resolve(true),
      getResourceServerInfo: (ctx: Context, resource: string) =>
        Promise.resolve({
          scope: offeredScopes(options, ctx, resource).join(' '),
          audience: resource,
          accessTokenTTL: options.lifetimes.accessTokenSeconds,
          accessTokenFormat: 'opaque',
        }),
    },
  }
}

/** A token for a product is for the products' address; every other one for the dedicated interface. */
function defaultResourceOf(options: ProviderOptions, ctx: Context): string {
  const asked = textOf(ctx.oidc.params?.['scope']).split(' ').filter(Boolean)
  const isForProduct = isByClient(ctx) && asked.some((scope) => options.productIds.includes(scope))
  return isForProduct ? options.productResource : options.resource
}

/** Throws when the resource is none of ours, or when an app asks for itself what is not offered. */
function offeredScopes(options: ProviderOptions, ctx: Context, resource: string): string[] {
  const offered = new Map([
    [options.resource, isByClient(ctx) ? [clientScope] : ['accounts', ...consentScopesOf(ctx)]],
    [options.productResource, [...options.productIds]],
  ]).get(resource)
  if (!offered) {
    throw new errors.InvalidRequest(`resource must be ${options.resource} or left out`)
  }
  if (isByClient(ctx)) assertClientScope(ctx, offered)
  return offered
}

function assertClientScope(ctx: Context, offered: readonly string[]) {
  const asked = textOf(ctx.oidc.params?.['scope']).split(' ').filter(Boolean)
  const what = `scope must be ${clientScope}, or the id of a product of the catalogue`
  if (asked.length === 0) throw new errors.InvalidScope(what, '')
  const unknown = asked.filter((scope) => !offered.includes(scope))
  if (unknown.length > 0) throw new errors.InvalidScope(what, unknown.join(' '))
}

function isByClient(ctx: Context): boolean {
  return ctx.oidc.params?.['grant_type'] === 'client_credentials'
}

function buildLifetimes(options: ProviderOptions) {
  const { accessTokenSeconds, refreshTokenSeconds } = options.lifetimes
  const remaining = (ctx: Context | undefined) => {
    const exp = ctx?.oidc.entities['Grant']?.exp
    if (exp === undefined) return Number.POSITIVE_INFINITY
    return Math.max(1, exp - Math.floor(options.services.clock.now() / 1000))
  }
  return {
    ClientCredentials: accessTokenSeconds,
    AccessToken: (ctx: Context) => Math.min(accessTokenSeconds, remaining(ctx)),
    RefreshToken: (ctx: Context) => Math.min(refreshTokenSeconds, remaining(ctx)),
    AuthorizationCode: codeSeconds,
    IdToken: accessTokenSeconds,
    [backchannelKind]: interactionSeconds,
    Interaction: interactionSeconds,
    Session: interactionSeconds,
    Grant: refreshTokenSeconds,
  }
}

function renderErrorWith(options: ProviderOptions) {
  return async (ctx: Context, out: { error: string; error_description?: string }) => {
    if (ctx.accepts('json', 'html') !== 'html') {
      ctx.type = 'application/json'
      ctx.body = out
      return
    }
    const page = await options.renderErrorPage({
      error: out.error,
      description: out.error_description ?? '',
      language: languageOf(ctx),
    })
    ctx.type = 'text/html; charset=utf-8'
    ctx.set('Content-Security-Policy', page.contentSecurityPolicy)
    ctx.body = page.html
  }
}
