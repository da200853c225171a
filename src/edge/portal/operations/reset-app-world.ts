/** POST /apps/{id}/world/reset: the World starts anew, asked for by its owner instead of the app itself. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'

export function resetAppWorld({ apps, worlds }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'resetAppWorld',
    async handle({ identity, params }) {
      const app = await apps.load(identity, params['id'] ?? '')
      if (!worlds) throw new DomainError('world-unavailable')
      await worlds.reset(app.worldId, { kind: 'developer', id: identity.developerId })
      return { status: 204 }
    },
  }
}
