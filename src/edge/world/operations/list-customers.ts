/** GET /customers: the test customers of the app's World and their accounts. */
import { toWorldAccounts } from '#src/domain/apps/world-accounts.ts'
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { WorldIdentity, WorldServices } from '../world-services.ts'

export function listCustomers(services: WorldServices): Operation<WorldIdentity> {
  const { simulator, realm } = services
  return {
    operationId: 'listCustomers',
    async handle({ identity }) {
      const { worldId } = identity
      const context = { realm, worldId, nowMs: await services.worldNow(worldId) }
      const found = await simulator.listCustomers(context)
      const customers = await Promise.all(
        found.map(async ({ id, name, about }) => {
          const accounts = await simulator.listAccounts(context, id)
          return { id, name, about, ...toWorldAccounts(accounts) }
        }),
      )
      return { status: 200, body: { customers } }
    },
  }
}
