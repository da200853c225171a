/** GET /apps/{id}: an app of the developer's organisations; anybody else's is unknown. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'
import { toApp } from '../wire.ts'

export function getApp({ apps, subscriptions }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'getApp',
    async handle({ identity, params }) {
      const app = await apps.load(identity, params['id'] ?? '')
      const found = await subscriptions.listOfApps([app.id])
      return { status: 200, body: toApp(app, found.get(app.id) ?? []) }
    },
  }
}
