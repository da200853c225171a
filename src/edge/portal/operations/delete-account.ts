/** DELETE /account: sessions, apps and access end at once; erased after 14 days. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'

export function deleteAccount({ accounts }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'deleteAccount',
    async handle({ identity, body }) {
      const { reason } = (body ?? {}) as { reason?: string } // checked by the binder
      const { sessionToken } = identity
      await accounts.deleteAccount({ sessionToken, ...(reason === undefined ? {} : { reason }) })
      return { status: 204 }
    },
  }
}
