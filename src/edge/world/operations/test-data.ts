/** GET and PUT /test-data, GET /schema.json: customers, accounts and transactions of the caller's choice. */
import { describeTestData, testDataSchema } from '#src/domain/catalogue/test-data.ts'
import type { Operation } from '#src/edge/http/bind-contract.ts'
import { RequestInvalidError } from '#src/edge/http/request-invalid-error.ts'
import { toFieldProblem } from '#src/edge/http/field-problem.ts'
import type { WorldIdentity, WorldServices } from '../world-services.ts'

const bytesMax = 1024 * 1024
/** One mistake in a generated file repeats; a person reads the first ones. */
const problemsMax = 100

export function getTestData(services: WorldServices): Operation<WorldIdentity> {
  return {
    operationId: 'getTestData',
    handle: async ({ identity }) => ({
      status: 200,
      body: await services.testDataOf(identity.worldId),
    }),
  }
}

export function replaceTestData({ settings }: WorldServices): Operation<WorldIdentity> {
  return {
    operationId: 'replaceTestData',
    bodyBytesMax: bytesMax,
    async handle({ identity, body }) {
      const read = testDataSchema.safeParse(body)
      if (!read.success) {
        const issues = read.error.issues.slice(0, problemsMax)
        throw new RequestInvalidError(
          issues.map(({ path, message }) => toFieldProblem({ path, reason: message })),
        )
      }
      await settings.replaceTestData(identity.worldId, read.data)
      return { status: 204 }
    },
  }
}

export function getTestDataSchema(): Operation<WorldIdentity> {
  const body = describeTestData()
  return { operationId: 'getTestDataSchema', handle: async () => ({ status: 200, body }) }
}
