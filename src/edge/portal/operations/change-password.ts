/** PUT /account/password: the old one is asked for, other sessions end. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'

export function changePassword({ accounts }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'changePassword',
    async handle({ identity, body }) {
      // The contract has been checked by the binder.
      const input = body as { currentPassword: string; newPassword: string }
      await accounts.changePassword({ sessionToken: identity.sessionToken, ...input })
      return { status: 204 }
    },
  }
}
