/** GET, PATCH and DELETE /apps/{id}/world/profile: which kind of bank the app's World is. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import { toFieldProblem } from '#src/edge/http/field-problem.ts'
import { RequestInvalidError } from '#src/edge/http/request-invalid-error.ts'
import { loadOwnWorld } from '../own-world.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'

export function getWorldProfile(services: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'getWorldProfile',
    async handle({ identity, params }) {
      const { worldId, settings } = await loadOwnWorld(services, identity, params['id'] ?? '')
      return { status: 200, body: await settings.profileOf(worldId) }
    },
  }
}

export function changeWorldProfile(services: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'changeWorldProfile',
    async handle({ identity, params, body }) {
      const world = await loadOwnWorld(services, identity, params['id'] ?? '')
      const { worldId, settings, actor } = world
      const faults = await settings.changeProfile(worldId, body, actor)
      if (faults.length > 0) throw new RequestInvalidError(faults.map(toFieldProblem))
      return { status: 200, body: await settings.profileOf(worldId) }
    },
  }
}

/** A merge patch cannot say this: its null means the framework's default, not the bank's choice. */
export function resetWorldProfile(services: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'resetWorldProfile',
    async handle({ identity, params }) {
      const world = await loadOwnWorld(services, identity, params['id'] ?? '')
      await world.settings.resetProfile(world.worldId, world.actor)
      return { status: 204 }
    },
  }
}
