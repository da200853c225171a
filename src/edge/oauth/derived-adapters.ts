/** Adapters for what the authorization server never stores: clients are apps, grants are our grants, sessions do not exist. */
import type { Adapter, AdapterPayload } from 'oidc-provider'
import type { Consent } from '#src/domain/consents/consent.ts'
import { secondMs } from '#src/kit/clock.ts'
import { consentScopeOf } from './consent-scope.ts'
import type { OauthServices } from './oauth-services.ts'

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

/** Apps as OAuth clients. The secret is compared by the app's own room; the metadata only says that there is one. */
export function createClientAdapter(services: OauthServices): Adapter {
  return {
    ...inert,
    async find(clientId) {
      const app = await services.findApp(clientId)
      if (!app) return undefined
      const hasRedirect = app.redirectUris.length > 0
      return {
        client_id: app.clientId,
        client_secret: 'compared-by-the-apps-room',
        client_name: app.name,
        application_type: app.type,
        redirect_uris: [...app.redirectUris],
        grant_types: [
          ...(hasRedirect ? ['authorization_code'] : []),
          'refresh_token',
          'client_credentials',
        ],
        response_types: hasRedirect ? ['code'] : [],
        token_endpoint_auth_method: 'client_secret_basic',
        app_id: app.id,
        world_id: app.worldId,
        organisation_id: app.organisationId,
      }
    },
  }
}

/** A consent of the TPP's own is named; one made here is known by its services. */
function scopesOf(consent: Consent): string {
  return consent.origin === 'consent-first' ? consentScopeOf(consent) : consent.services.join(' ')
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
        clientId: client.clientId,
        openid: { scope: 'openid offline_access' },
        resources: { [resource]: scopesOf(consent) },
      }
    },
    async destroy(id) {
      await services.endGrant(id, 'revoked-by-app')
    },
  }
}
