/** POST /revocations: the customer takes back at the bank what the app was given. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import type { WorldIdentity, WorldServices } from '../world-services.ts'

export function revokeConsents(services: WorldServices): Operation<WorldIdentity> {
  return {
    operationId: 'revokeConsents',
    async handle({ identity, body }) {
      // The contract has been checked by the binder.
      const { customerId, consentId } = body as { customerId: string; consentId?: string }
      const { realm, simulator } = services
      const { worldId, appId } = identity
      const context = { realm, worldId, nowMs: await services.worldNow(worldId) }
      const customer = await simulator.findCustomer(context, customerId)
      if (!customer) throw new DomainError('customer-unknown')
      const given = { realm, appId, psuId: customerId }
      const consentIds = await services.endings.revokeByPsu(given, consentId)
      if (consentId !== undefined && consentIds.length === 0)
        throw new DomainError('consent-not-given')
      return { status: 200, body: { consentIds } }
    },
  }
}
