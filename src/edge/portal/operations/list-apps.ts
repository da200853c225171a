/** GET /apps: the apps of the developer's organisations, without their secrets. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'
import { toApp } from '../wire.ts'

export function listApps({ apps }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'listApps',
    async handle({ identity }) {
      const found = await apps.list(identity)
      return { status: 200, body: { apps: found.map(toApp) } }
    },
  }
}
