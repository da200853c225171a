/** Gives the authorization server of a realm what it asks of the rooms. */
import type { OauthApp, OauthServices } from '#src/edge/oauth/oauth-services.ts'
import type { App } from '#src/domain/apps/app.ts'
import { judgeCertificate } from '#src/domain/access/presented-access.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import { createAuditedArtifacts } from './audited-artifacts.ts'
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
    artifacts: createAuditedArtifacts(stores.oauthArtifacts, ground.transact),
    findApp: async (clientId) => {
      const app = await apps.findByClientId(clientId)
      if (app) return withClock(app)
      const appId = await stores.tppIdentifiers.findApp(sandboxRealm, clientId)
      return appId === undefined ? undefined : withClock(await stores.apps.find(appId))
    },
    findAppByCertificate: async (shown) => {
      const asked = { realm: sandboxRealm, machineNowMs: clock.now(), shown }
      const judged = await judgeCertificate(stores.certificates, asked)
      return judged.outcome === 'certificate' ? judged.certificate.appId : undefined
    },
    listRedirectUris: (consent) => rooms.consentAuthorisations.listRedirectUris(consent),
    beginBackchannel: (input) => rooms.consentAuthorisations.beginByBackchannel(input),
    settleBackchannel: (id) => settleBackchannel(ground, rooms, id),
    findAppById: async (id) => withClock(await stores.apps.find(id)),
    findSecret: (appId, text) => apps.findSecret(appId, text),
    isSecretRevoked: (secretId) => stores.secrets.isRevoked(secretId),
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

/** The grant is made when it is fetched: in the customer's app nobody waits for it. */
async function settleBackchannel({ stores }: Ground, rooms: SandboxRooms, id: string) {
  const { subject } = await rooms.authorisations.load(id)
  const consent = subject.kind === 'consent' ? await stores.consents.find(subject.id) : undefined
  if (!consent) throw new DomainError('authorisation-unknown')
  const authorisation = await rooms.consentAuthorisations.load(consent, id)
  const given = await stores.consents.find(consent.id)
  if (authorisation.state !== 'approved' || given?.status !== 'valid') return { authorisation }
  return { authorisation, grantId: await rooms.approvals.grantFor(given) }
}
