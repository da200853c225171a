/** GET /products/{productId}/versions/{version}/operations/{operationId}: one operation, and those before and after it. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'
import { toOperationHead } from '../products-wire.ts'

export function getOperation({ references }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'getOperation',
    async handle({ params }) {
      const { productId = '', version = '', operationId = '' } = params
      const wanted = { productId, version, operationId }
      const { operation, before, after } = references.loadOperation(wanted)
      const neighbours = {
        ...(before ? { before: toOperationHead(before) } : {}),
        ...(after ? { after: toOperationHead(after) } : {}),
      }
      return { status: 200, body: { operation, ...neighbours } }
    },
  }
}
