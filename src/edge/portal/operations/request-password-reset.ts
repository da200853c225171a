/** POST /password-resets: a new link by mail; for an account not yet active, an activation link. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'

export function requestPasswordReset({ accounts }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'requestPasswordReset',
    async handle({ body, source }) {
      // The contract has been checked by the binder.
      const input = body as { email: string; language?: 'en' | 'sv' }
      await accounts.requestReset({ ...input, language: input.language ?? 'en', source })
      return { status: 202 }
    },
  }
}
