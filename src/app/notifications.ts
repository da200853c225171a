/** Puts notifications together: notes them with the changes that they tell, sends them soon after. */
import { createNotificationSender } from '#src/adapters/outbound/notification-sender.ts'
import { createOutboundClient } from '#src/adapters/outbound/outbound-client.ts'
import { createTargetGuard } from '#src/adapters/outbound/target-guard.ts'
import type { Stores } from '#src/adapters/database/stores.ts'
import type { AuditEvent } from '#src/domain/audit/audit-trail.ts'
import type { Transact } from '#src/domain/audit/transact.ts'
import { deliverDueNotifications } from '#src/domain/notifications/notification-delivery.ts'
import { noteChange } from '#src/domain/notifications/notifications.ts'
import type { Ground } from './ground.ts'

/** Delivery, by the job and at once after a change. */
export interface NotificationDelivery {
  deliverDue(): Promise<number>
  /** Delivers what has just been written, without anybody waiting for it. */
  wake(): void
  /** Resolves when nothing is on its way. */
  settled(): Promise<void>
}

export function createNotificationDelivery(ground: Ground): NotificationDelivery {
  const { stores, clock, config, oauthKeys, log } = ground
  const post = createOutboundClient(createTargetGuard(config.outboundAllow))
  const loadKey = async () => {
    const [jwk] = (await oauthKeys.load()).jwks.keys
    if (!jwk) throw new Error('there is no key to sign with')
    return { kid: jwk.kid, jwk }
  }
  const send = createNotificationSender({ post, clock, log, loadKey })
  const deliverDue = () => deliverDueNotifications({ store: stores.notifications, send, clock })
  const underWay = new Set<Promise<unknown>>()
  return {
    deliverDue,
    wake() {
      const delivery = deliverDue()
        .catch((error: unknown) =>
          log.error({ err: error }, 'notifications could not be delivered'),
        )
        .finally(() => underWay.delete(delivery))
      underWay.add(delivery)
    },
    async settled() {
      await Promise.all(underWay)
    },
  }
}

/**
 * The transaction of every room, with the push of each recorded change in it. Whoever moves a status records it, so
 * no room needs to know of notifications.
 */
export function withNotifications(
  transact: Transact<Stores>,
  ground: Pick<Ground, 'clock' | 'random'>,
  wake: () => void,
): Transact<Stores> {
  return async (work) => {
    let hasPush = false
    const answer = await transact(async (stores) => {
      const events: AuditEvent[] = []
      const record = (event: AuditEvent) => {
        events.push(event)
        stores.audit.record(event)
      }
      const { note } = stores.audit
      const result = await work({ ...stores, audit: { record, note } })
      for (const event of events) hasPush = (await noteChange(stores, event, ground)) || hasPush
      return result
    })
    if (hasPush) wake()
    return answer
  }
}
