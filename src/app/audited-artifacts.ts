/** The store of the authorization server's artifacts, with the audit entry of every token in the transaction that keeps or removes it. */
import type { Transact } from '#src/domain/audit/transact.ts'
import type {
  ArtifactKey,
  OauthArtifact,
  OauthArtifactStore,
} from '#src/domain/grants/oauth-artifact-store.ts'

const tokenKinds: Readonly<Record<string, string>> = {
  AccessToken: 'access-token',
  ClientCredentials: 'client-token',
  RefreshToken: 'refresh-token',
}
/** Enough of the digest to tell tokens apart. */
const idLength = 16

export function createAuditedArtifacts(
  store: OauthArtifactStore,
  transact: Transact<{ oauthArtifacts: OauthArtifactStore }>,
): OauthArtifactStore {
  return {
    ...store,
    save: (artifact) =>
      artifact.kind in tokenKinds
        ? transact(async ({ oauthArtifacts, audit }) => {
            await oauthArtifacts.save(artifact)
            // A new token is no fact that anybody could have read before.
            audit.note(eventOf(artifact, artifact.rotations > 0 ? 'refreshed' : 'issued'))
          })
        : store.save(artifact),
    destroy: (key) =>
      key.kind in tokenKinds
        ? transact(async ({ oauthArtifacts, audit }) => {
            const found = await oauthArtifacts.find(key)
            await oauthArtifacts.destroy(key)
            if (found) audit.record(eventOf(found, 'revoked'))
          })
        : store.destroy(key),
  }
}

function eventOf(token: ArtifactKey & Partial<OauthArtifact>, what: string) {
  const { realm, kind, idHash, appId, grantId } = token
  return {
    realm,
    actor: { kind: 'app', ...(appId === undefined ? {} : { id: appId }) },
    action: `token.${what}`,
    subject: { kind: tokenKinds[kind] ?? kind, id: idHash.slice(0, idLength) },
    facts: grantId === undefined ? {} : { grantId },
  } as const
}
