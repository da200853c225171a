/** GET /console: the apps and customers that a call can be made with. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'

export function getConsole({ apps, testConsole }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'getConsole',
    async handle({ identity }) {
      const own = await apps.list(identity)
      const customers = testConsole.listCustomers()
      return { status: 200, body: { apps: own.map(({ id, name }) => ({ id, name })), customers } }
    },
  }
}
