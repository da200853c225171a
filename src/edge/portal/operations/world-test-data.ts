/** GET and PUT /apps/{id}/world/test-data: what the World API does for the app, here for its developer. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import { testDataBody } from '#src/edge/http/test-data-body.ts'
import { loadOwnWorld } from '../own-world.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'

export function getWorldTestData(services: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'getWorldTestData',
    async handle({ identity, params }) {
      const { worldId, testDataOf } = await loadOwnWorld(services, identity, params['id'] ?? '')
      return { status: 200, body: await testDataOf(worldId) }
    },
  }
}

export function replaceWorldTestData(services: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'replaceWorldTestData',
    ...testDataBody(services.worldContents?.readTestData),
    async handle({ identity, params, body }) {
      const { worldId, settings, actor } = await loadOwnWorld(
        services,
        identity,
        params['id'] ?? '',
      )
      await settings.replaceTestData(worldId, String(body), actor)
      return { status: 204 }
    },
  }
}
