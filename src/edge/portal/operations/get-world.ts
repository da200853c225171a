/** GET /apps/{id}/world: the customers and the clock of the app's own test bank. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'
import { toDateTime } from '../wire.ts'

export function getWorld({ apps, worlds }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'getWorld',
    async handle({ identity, params }) {
      const app = await apps.load(identity, params['id'] ?? '')
      if (!worlds) throw new DomainError('world-unavailable')
      const { now, offsetMs, customers } = await worlds.read(app.worldId)
      const facts = { now: toDateTime(now), clockOffsetMs: offsetMs }
      return { status: 200, body: { ...facts, customers } }
    },
  }
}
