/** GET /products/{productId}/versions/{version}/operations/{operationId}: one operation, and those before and after it. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'

export function getOperation({ references }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'getOperation',
    async handle({ params }) {
      const { productId = '', version = '', operationId = '' } = params
      const wanted = { productId, version, operationId }
      return { status: 200, json: await references.loadOperation(wanted) }
    },
  }
}
