/** GET /apps/{id}/calls: the app's latest calls, also by X-Request-ID. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'
import { toCall } from '../wire.ts'

export function listCalls({ apps, listCalls: list }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'listCalls',
    async handle({ identity, params, query }) {
      const app = await apps.load(identity, params['id'] ?? '')
      // Checked by the binder, which has also set the default of `limit`.
      const filter = query as { requestId?: string; limit: number; before?: string }
      const { requestId, limit, before } = filter
      const page = await list({
        appId: app.id,
        limit,
        ...(requestId === undefined ? {} : { requestId }),
        ...(before === undefined ? {} : { before }),
      })
      const next = page.next === undefined ? {} : { next: page.next }
      return { status: 200, body: { calls: page.calls.map(toCall), ...next } }
    },
  }
}
