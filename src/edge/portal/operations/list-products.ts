/** GET /products: the whole catalogue, in the bank's own order. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'
import { toProductHead } from '../products-wire.ts'

export function listProducts({ products }: PortalServices): Operation<PortalIdentity> {
  const body = { products: products.map(toProductHead) }
  return {
    operationId: 'listProducts',
    handle: () => Promise.resolve({ status: 200, body }),
  }
}
