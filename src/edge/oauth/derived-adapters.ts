/** Adapters for what the authorization server never stores: clients are apps, grants are our grants, sessions do not exist. */
import Provider from 'oidc-provider'
import type { Adapter, AdapterPayload, Client } from 'oidc-provider'
import { findRedirectUriFault, listUsableRedirectUris } from '#src/domain/apps/redirect-uri.ts'
import type { Consent } from '#src/domain/consents/consent.ts'
import { secondMs } from '#src/kit/clock.ts'
import { backchannelGrant } from './adapter.ts'
import { consentScopeOf, consentScopesOf, readConsentScope } from './consent-scope.ts'
import { certificateClientOf } from './mutual-tls.ts'
import type { OauthApp, OauthServices } from './oauth-services.ts'

const nothing = () => Promise.resolve(undefined)
const done = () => Promise.resolve()

const inert: Adapter = {
  upsert: done,
  find: nothing,
  findByUid: nothing,
  findByUserCode: nothing,
  consume: done,
  destroy: done,
  revokeByGrantId: done,
}

/** Nobody stays signed in at the authorization server: every authorisation authenticates the customer anew. */
export const sessionAdapter: Adapter = inert

/**
 * Apps as OAuth clients: by Client ID with a secret, by organizationIdentifier with a certificate. The secret is compared
 * by the app's own room; the metadata only says that there is one.
 */
export function createClientAdapter(services: OauthServices): Adapter {
  return {
    ...inert,
    async find(clientId) {
      const app = await services.findApp(clientId)
      if (!app) return undefined
      if (app.clientId === clientId)
        return { ...metadataOf(app, app.redirectUris), ...secretClientOf(app) }
      const redirectUris = await listOwnRedirectUris(services, app.id)
      return { ...metadataOf(app, redirectUris), ...certificateClientOf(clientId) }
    },
  }
}

function secretClientOf({ clientId }: OauthApp): Partial<Client> {
  return {
    client_id: clientId,
    client_secret: 'compared-by-the-apps-room',
    token_endpoint_auth_method: 'client_secret_basic',
  }
}

const browserlessGrants = ['refresh_token', 'client_credentials', backchannelGrant]

function metadataOf(app: OauthApp, redirectUris: readonly string[]) {
  const usable = listUsableRedirectUris(redirectUris)
  const hasRedirect = usable.length > 0
  return {
    client_name: app.name,
    application_type: app.type,
    redirect_uris: [...usable],
    grant_types: hasRedirect ? ['authorization_code', ...browserlessGrants] : browserlessGrants,
    response_types: hasRedirect ? ['code'] : [],
    backchannel_token_delivery_mode: 'poll',
    app_id: app.id,
    world_id: app.worldId,
    organisation_id: app.organisationId,
  }
}

/**
 * Without a registration the consent that the request names says where to go back to. Where a code is exchanged nobody is
 * sent anywhere: the library holds the address against the code's own.
 */
async function listOwnRedirectUris(services: OauthServices, appId: string) {
  const context = Provider.ctx
  const { route, body } = context?.oidc ?? {}
  const sent = route === 'token' ? body?.['redirect_uri'] : undefined
  if (typeof sent === 'string' && findRedirectUriFault(sent) === undefined) return [sent]
  const [scope] = context ? consentScopesOf(context) : []
  return scope === undefined ? [] : services.listRedirectUris({ appId, ...readConsentScope(scope) })
}

/** A consent of the TPP's own is named; one made here is known by its services. */
function scopesOf(consent: Consent): string {
  return consent.origin === 'consent-first' ? consentScopeOf(consent) : consent.services.join(' ')
}

/** An app is two clients, one by secret and one by certificate: a grant is of the one that asks. */
function askingClientId(appId: string): string | undefined {
  const client = Provider.ctx?.oidc.client
  return client?.['app_id'] === appId ? client.clientId : undefined
}

/** Grants as the library wants them, made from ours; there while the consent behind them holds. */
export function createGrantAdapter(services: OauthServices, resource: string): Adapter {
  return {
    ...inert,
    async find(id): Promise<AdapterPayload | undefined> {
      const found = await services.findGrant(id)
      if (!found) return undefined
      const { grant, consent } = found
      const client = await services.findAppById(grant.appId)
      if (!client || grant.endedAt !== undefined || consent.status !== 'valid') return undefined
      const { psuId } = consent
      if (psuId === undefined) return undefined // nobody has given anything yet
      const toSeconds = (at: number) => Math.floor((at - client.clockOffsetMs) / secondMs)
      return {
        jti: grant.id,
        kind: 'Grant',
        iat: toSeconds(grant.createdAt),
        exp: toSeconds(consent.validUntilMs),
        accountId: services.subjectOf(grant.appId, psuId),
        clientId: askingClientId(grant.appId) ?? client.clientId,
        openid: { scope: 'openid offline_access' },
        resources: { [resource]: scopesOf(consent) },
      }
    },
    async destroy(id) {
      await services.endGrant(id, 'revoked-by-app')
    },
  }
}
