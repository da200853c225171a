/** GET and PUT /test-data, GET /schema.json: customers, accounts and transactions of the caller's choice. */
import { describeTestData } from '#src/domain/catalogue/test-data.ts'
import type { Operation } from '#src/edge/http/bind-contract.ts'
import { testDataBody } from '#src/edge/http/test-data-body.ts'
import type { WorldIdentity, WorldServices } from '../world-services.ts'

export function getTestData(services: WorldServices): Operation<WorldIdentity> {
  return {
    operationId: 'getTestData',
    handle: async ({ identity }) => ({
      status: 200,
      body: await services.testDataOf(identity.worldId),
    }),
  }
}

export function replaceTestData(services: WorldServices): Operation<WorldIdentity> {
  return {
    operationId: 'replaceTestData',
    ...testDataBody(services.readTestData),
    async handle({ identity, body }) {
      const actor = { kind: 'app', id: identity.appId } as const
      await services.settings.replaceTestData(identity.worldId, String(body), actor)
      return { status: 204 }
    },
  }
}

export function getTestDataSchema(): Operation<WorldIdentity> {
  const body = describeTestData()
  return { operationId: 'getTestDataSchema', handle: async () => ({ status: 200, body }) }
}
