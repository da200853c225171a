/** GET /products/{productId}: one product with the operations of each version. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'
import { toProduct } from '../products-wire.ts'

export function getProduct({ references }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'getProduct',
    async handle({ params }) {
      return { status: 200, body: toProduct(references.loadProduct(params['productId'] ?? '')) }
    },
  }
}
