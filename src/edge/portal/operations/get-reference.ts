/** GET /products/{productId}/versions/{version}: every operation of a version. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'

export function getReference({ references }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'getReference',
    async handle({ params }) {
      const { productId = '', version = '' } = params
      return { status: 200, json: await references.load({ productId, version }) }
    },
  }
}
