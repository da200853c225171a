/** PATCH /profile: another kind of bank from the next call on. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import { RequestInvalidError } from '#src/edge/http/request-invalid-error.ts'
import { toFieldProblem } from '#src/edge/http/field-problem.ts'
import type { WorldIdentity, WorldServices } from '../world-services.ts'

export function changeProfile({ settings }: WorldServices): Operation<WorldIdentity> {
  return {
    operationId: 'changeProfile',
    async handle({ identity: { worldId, appId }, body }) {
      const faults = await settings.changeProfile(worldId, body, { kind: 'app', id: appId })
      if (faults.length > 0) throw new RequestInvalidError(faults.map(toFieldProblem))
      return { status: 200, body: await settings.profileOf(worldId) }
    },
  }
}
