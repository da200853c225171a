/** GET and PUT /apps/{id}/world/test-data: what the World API does for the app, here for its developer. */
import { testDataSchema } from '#src/domain/catalogue/test-data.ts'
import type { Operation } from '#src/edge/http/bind-contract.ts'
import { toFieldProblem } from '#src/edge/http/field-problem.ts'
import { RequestInvalidError } from '#src/edge/http/request-invalid-error.ts'
import { loadOwnWorld } from '../own-world.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'

const bytesMax = 1024 * 1024
/** One mistake in a generated file repeats; a person reads the first ones. */
const problemsMax = 100

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
    bodyBytesMax: bytesMax,
    async handle({ identity, params, body }) {
      const { worldId, settings, actor } = await loadOwnWorld(
        services,
        identity,
        params['id'] ?? '',
      )
      const read = testDataSchema.safeParse(body)
      if (!read.success) {
        const issues = read.error.issues.slice(0, problemsMax)
        throw new RequestInvalidError(
          issues.map(({ path, message }) => toFieldProblem({ path, reason: message })),
        )
      }
      await settings.replaceTestData(worldId, read.data, actor)
      return { status: 204 }
    },
  }
}
