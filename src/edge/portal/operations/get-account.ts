/** GET /account: who is signed in. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import { toDateTime } from '../wire.ts'

export function getAccount({ accounts }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'getAccount',
    async handle({ identity }) {
      const developer = await accounts.findSession(identity.sessionToken)
      if (!developer) throw new DomainError('not-signed-in')
      const { developerId, email, language, createdAt, organisations } = developer
      const facts = { id: developerId, email, language, organisations }
      return { status: 200, body: { ...facts, createdAt: toDateTime(createdAt) } }
    },
  }
}
