/** POST /authentications/{id}/…: what the customer does in their app. */
import type { BankContext } from '#src/connector/bank-connector.ts'
import type { Operation } from '#src/edge/http/bind-contract.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import type { WorldIdentity, WorldServices } from '../world-services.ts'

export function approveAuthentication(services: WorldServices): Operation<WorldIdentity> {
  const { simulator } = services
  return {
    operationId: 'approveAuthentication',
    async handle({ identity, params, body }) {
      const { context, id, asked } = await findPending(services, identity, params['id'] ?? '')
      // The contract has been checked by the binder.
      const customerId = (body as { customerId?: string } | undefined)?.customerId ?? asked
      if (customerId === undefined) throw new DomainError('customer-missing')
      const customer = await simulator.findCustomer(context, customerId)
      if (!customer || (asked !== undefined && asked !== customerId))
        throw new DomainError('customer-unknown')
      await simulator.resolveAuthentication(context, id, { kind: 'approve', customerId })
      return { status: 204 }
    },
  }
}

const kinds = { cancel: 'cancel', fail: 'fail', timeOut: 'time-out' } as const

/** The other ends. The bank never says which factor failed, so there is one way to fail. */
export const otherEnds = Object.entries(kinds).map(
  ([name, kind]) =>
    (services: WorldServices): Operation<WorldIdentity> => ({
      operationId: `${name}Authentication`,
      async handle({ identity, params }) {
        const { context, id } = await findPending(services, identity, params['id'] ?? '')
        await services.simulator.resolveAuthentication(context, id, { kind })
        return { status: 204 }
      },
    }),
)

/** Throws `authentication-unknown` for one that has ended too. */
async function findPending(
  services: WorldServices,
  { worldId }: WorldIdentity,
  id: string,
): Promise<{ context: BankContext; id: string; asked?: string }> {
  const { realm, simulator } = services
  const context = { realm, worldId, nowMs: await services.worldNow(worldId) }
  const pending = await simulator.listPendingAuthentications(context)
  const found = pending.find(({ reference }) => reference === id)
  if (!found) throw new DomainError('authentication-unknown')
  return { context, id, ...(found.customerId === undefined ? {} : { asked: found.customerId }) }
}
