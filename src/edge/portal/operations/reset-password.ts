/** PUT /password-resets/{token}: the link of the mail sets a new password. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'

export function resetPassword({ accounts }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'resetPassword',
    async handle({ params, body }) {
      const { password } = body as { password: string } // checked by the binder
      await accounts.resetPassword({ token: params['token'] ?? '', password })
      return { status: 204 }
    },
  }
}
