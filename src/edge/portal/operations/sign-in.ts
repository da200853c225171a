/** POST /sessions: address and password against a bearer token. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'
import { toDateTime } from '../wire.ts'

export function signIn({ accounts }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'signIn',
    async handle({ body, source }) {
      const input = body as { email: string; password: string } // checked by the binder
      const session = await accounts.signIn({ ...input, source })
      return {
        status: 201,
        body: { token: session.token, expiresAt: toDateTime(session.expiresAt) },
      }
    },
  }
}
