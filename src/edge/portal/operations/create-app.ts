/** POST /apps: the Client Secret is in this answer only. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'
import type { AppType } from '#src/domain/apps/app.ts'
import { toApp } from '../wire.ts'

export function createApp({ apps }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'createApp',
    async handle({ identity, body }) {
      // The contract has been checked by the binder.
      const input = body as { name: string; redirectUris: string[]; type?: AppType }
      const { app, clientSecret } = await apps.create(identity, {
        ...input,
        type: input.type ?? 'web',
      })
      return { status: 201, body: { ...toApp(app, []), clientSecret } }
    },
  }
}
