/** DELETE /apps/{id}: credentials, consents and tokens stop working at once. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'

export function deleteApp({ apps }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'deleteApp',
    async handle({ identity, params }) {
      await apps.delete(identity, params['id'] ?? '')
      return { status: 204 }
    },
  }
}
