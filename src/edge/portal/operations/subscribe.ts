/** PUT /apps/{id}/subscriptions/{productId}: the app gets the product; once more changes nothing. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'

export function subscribe({ subscriptions }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'subscribe',
    async handle({ identity, params }) {
      await subscriptions.subscribe(identity, params['id'] ?? '', params['productId'] ?? '')
      return { status: 204 }
    },
  }
}
