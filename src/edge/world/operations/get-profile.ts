/** GET /profile: the bank's choices as they hold in the app's World. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { WorldIdentity, WorldServices } from '../world-services.ts'

export function getProfile({ settings }: WorldServices): Operation<WorldIdentity> {
  return {
    operationId: 'getProfile',
    handle: async ({ identity }) => ({
      status: 200,
      body: await settings.profileOf(identity.worldId),
    }),
  }
}
