/** DELETE /apps/{id}/subscriptions/{productId}: the app loses the product; once more changes nothing. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'

export function unsubscribe({ subscriptions }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'unsubscribe',
    async handle({ identity, params }) {
      await subscriptions.unsubscribe(identity, params['id'] ?? '', params['productId'] ?? '')
      return { status: 204 }
    },
  }
}
