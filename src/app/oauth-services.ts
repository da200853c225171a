/** Gives the authorization server of a realm what it asks of the rooms. */
import type { OauthApp, OauthServices } from '#src/edge/oauth/oauth-services.ts'
import type { App } from '#src/domain/apps/app.ts'
import type { Ground } from './ground.ts'
import type { OauthKeys } from './oauth-keys.ts'
import { sandboxRealm } from './rooms.ts'
import type { SandboxRooms } from './sandbox-role.ts'

export function createOauthServices(
  ground: Ground,
  parts: { readonly rooms: SandboxRooms; readonly keys: OauthKeys },
): OauthServices {
  const { stores, clock } = ground
  const { rooms, keys } = parts
  const { apps } = rooms
  const withClock = async (app: App | undefined): Promise<OauthApp | undefined> =>
    app && { ...app, clockOffsetMs: await stores.worlds.offsetOf(app.worldId) }
  return {
    realm: sandboxRealm,
    clock,
    artifacts: stores.oauthArtifacts,
    findApp: async (clientId) => withClock(await apps.findByClientId(clientId)),
    findAppById: async (id) => withClock(await stores.apps.find(id)),
    isSecretOf: (appId, secret) => apps.isSecretOf(appId, secret),
    beginAuthorisation: (input) => rooms.authorisations.begin(input),
    beginConsentAuthorisation: (input) => rooms.consentAuthorisations.beginByOauth(input),
    loadAuthorisation: (id) => rooms.authorisations.load(id),
    findGrant: async (id) => {
      const grant = await stores.grants.find(id)
      const consent = grant && (await stores.consents.find(grant.consentId))
      return grant && consent && { grant, consent }
    },
    findGrantOfConsent: (consentId) => stores.grants.findByConsent(consentId),
    endGrant: (id, reason) => rooms.endings.endGrant(id, reason),
    subjectOf: keys.subjectOf,
  }
}
