/** PATCH /apps/{id}: name and redirect URIs. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'
import { toApp } from '../wire.ts'

export function updateApp({ apps, subscriptions }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'updateApp',
    async handle({ identity, params, body }) {
      const change = body as { name?: string; redirectUris?: string[] } // checked by the binder
      const app = await apps.update(identity, params['id'] ?? '', change)
      const found = await subscriptions.listOfApps([app.id])
      return { status: 200, body: toApp(app, found.get(app.id) ?? []) }
    },
  }
}
