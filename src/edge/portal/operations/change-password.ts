/** PUT /account/password: the old one is asked for, all sessions end and a new one is answered. */
import { DomainError } from '#src/kit/domain-error.ts'
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'
import { toDateTime } from '../wire.ts'

/** What is wrong with a password is wrong with the new one here. */
function pointToNewPassword(error: unknown): unknown {
  if (!(error instanceof DomainError) || !error.code.startsWith('password-')) return error
  return new DomainError(error.code, { ...error.facts, pointer: '/newPassword' })
}

export function changePassword({ accounts }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'changePassword',
    async handle({ identity, body }) {
      // The contract has been checked by the binder.
      const input = body as { currentPassword: string; newPassword: string }
      const session = await accounts
        .changePassword({ sessionToken: identity.sessionToken, ...input })
        .catch((error: unknown) => {
          throw pointToNewPassword(error)
        })
      const { token, expiresAt } = session
      return { status: 200, body: { token, expiresAt: toDateTime(expiresAt) } }
    },
  }
}
