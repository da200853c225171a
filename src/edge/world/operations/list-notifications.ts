/** GET /notifications: what was pushed to the TPP, and what came of it. */
import type { Operation } from '#src/edge/http/bind-contract.ts'
import { notificationsMax, toNotificationList } from '#src/edge/http/notification-wire.ts'
import type { WorldIdentity, WorldServices } from '../world-services.ts'

export function listNotifications(services: WorldServices): Operation<WorldIdentity> {
  return {
    operationId: 'listNotifications',
    async handle({ identity }) {
      const records = await services.notificationLog(identity.appId, notificationsMax)
      return { status: 200, body: toNotificationList(records) }
    },
  }
}
