/** GET /apps/{id}/notifications: what was pushed to the app, and what came of it. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import { notificationsMax, toNotificationList } from '#src/edge/http/notification-wire.ts'
import type { PortalIdentity, PortalServices } from '../portal-services.ts'

export function listNotifications(services: PortalServices): Operation<PortalIdentity> {
  return {
    operationId: 'listNotifications',
    async handle({ identity, params }) {
      const app = await services.apps.load(identity, params['id'] ?? '')
      const records = await services.notificationLog(app.id, notificationsMax)
      return { status: 200, body: toNotificationList(records) }
    },
  }
}
