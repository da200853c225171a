/** DELETE /sessions/current: the session of the token ends, and no other. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'

export function signOut({ accounts }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'signOut',
    async handle({ identity }) {
      await accounts.signOut(identity.sessionToken)
      return { status: 204 }
    },
  }
}
