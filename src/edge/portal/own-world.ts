/** Whose World it is: the developer's own app's, where this process has a sandbox. It holds no rule of Worlds. */
import type { AuditActor } from '#src/domain/audit/audit-trail.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import type { PortalIdentity, PortalServices, WorldContents } from './portal-services.ts'

interface OwnWorld extends WorldContents {
  readonly worldId: string
  readonly actor: AuditActor
}

/** Throws `app-unknown`, `world-unavailable`. */
export async function loadOwnWorld(
  { apps, worldContents }: PortalServices,
  identity: PortalIdentity,
  appId: string,
): Promise<OwnWorld> {
  const { worldId } = await apps.load(identity, appId)
  if (!worldContents) throw new DomainError('world-unavailable')
  return { ...worldContents, worldId, actor: { kind: 'developer', id: identity.developerId } }
}
