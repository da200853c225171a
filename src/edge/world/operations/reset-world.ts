/** POST /reset: the World starts anew. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { WorldIdentity, WorldServices } from '../world-services.ts'

export function resetWorld(services: WorldServices): Operation<WorldIdentity> {
  return {
    operationId: 'resetWorld',
    async handle({ identity }) {
      await services.reset(identity)
      return { status: 204 }
    },
  }
}
