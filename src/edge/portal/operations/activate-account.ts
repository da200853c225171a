/** POST /activations: the link of the mail makes the account active and opens a session. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'
import { toDateTime } from '../wire.ts'

export function activateAccount({ accounts }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'activateAccount',
    async handle({ body }) {
      const { token } = body as { token: string } // checked by the binder
      const session = await accounts.activate({ token })
      return { status: 201, body: { ...session, expiresAt: toDateTime(session.expiresAt) } }
    },
  }
}
