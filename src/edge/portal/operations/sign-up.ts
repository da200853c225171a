/** POST /accounts: the same answer whether the address has an account or not. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'

export function signUp({ accounts }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'signUp',
    async handle({ body, source }) {
      // The contract has been checked by the binder.
      const input = body as { email: string; language?: 'en' | 'sv' }
      await accounts.signUp({ ...input, language: input.language ?? 'en', source })
      return { status: 202 }
    },
  }
}
