/** DELETE /account: the password is asked for; sessions, apps and access end at once; erased after 14 days. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'

export function deleteAccount({ accounts }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'deleteAccount',
    async handle({ identity, body }) {
      const farewell = body as { currentPassword: string; reason?: string } // checked by the binder
      await accounts.deleteAccount({ sessionToken: identity.sessionToken, ...farewell })
      return { status: 204 }
    },
  }
}
