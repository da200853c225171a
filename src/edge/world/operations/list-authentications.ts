/** GET /authentications: what waits for a customer in their app. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { WorldIdentity, WorldServices } from '../world-services.ts'

export function listAuthentications(services: WorldServices): Operation<WorldIdentity> {
  const { realm, simulator } = services
  return {
    operationId: 'listAuthentications',
    async handle({ identity: { worldId } }) {
      const nowMs = await services.worldNow(worldId)
      const pending = await simulator.listPendingAuthentications({ realm, worldId, nowMs })
      const authentications = pending.map(({ reference, customerId, ...times }) => ({
        id: reference,
        state: 'pending',
        customerId: customerId ?? null,
        startedAt: new Date(times.startedAtMs).toISOString(),
        expiresAt: new Date(times.expiresAtMs).toISOString(),
      }))
      return { status: 200, body: { authentications } }
    },
  }
}
