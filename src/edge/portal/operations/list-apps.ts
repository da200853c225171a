/** GET /apps: the apps of the developer's organisations, without their secrets. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'
import { toApp } from '../wire.ts'

export function listApps({ apps, subscriptions }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'listApps',
    async handle({ identity }) {
      const found = await apps.list(identity)
      const products = await subscriptions.listOfApps(found.map(({ id }) => id))
      const wires = found.map((app) => toApp(app, products.get(app.id) ?? []))
      return { status: 200, body: { apps: wires } }
    },
  }
}
