/** GET /notices: what lasts now and what is to come, by its beginning. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'
import { toDateTime } from '../wire.ts'

export function listNotices({ notices, timeZone }: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'listNotices',
    async handle() {
      const listed = (await notices.list()).map(({ id, kind, from, until, text, isCurrent }) => ({
        id,
        kind,
        from: toDateTime(from),
        until: toDateTime(until),
        isCurrent,
        text,
      }))
      return { status: 200, body: { timeZone, notices: listed } }
    },
  }
}
