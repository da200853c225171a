/** POST /activations: the link of the mail and the password chosen behind it make the account active and open a session. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'
import { toDateTime } from '../wire.ts'

export function activateAccount({ accounts }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'activateAccount',
    async handle({ body }) {
      const input = body as { token: string; password: string } // checked by the binder
      const session = await accounts.activate(input)
      return { status: 201, body: { ...session, expiresAt: toDateTime(session.expiresAt) } }
    },
  }
}
