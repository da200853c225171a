/** The delivery log of notifications on the wire, the same for every audience that may read it. */
import type { NotificationRecord } from '#src/domain/notifications/notification.ts'

/** How far back a list goes; older ones are of no help in finding a fault. */
export const notificationsMax = 100

/** All that is told of why: more would make a resolver of our network out of the log. */
const notReached = 'The address cannot be called.'

export function toNotificationList(records: readonly NotificationRecord[]) {
  return { notifications: records.map(toNotification) }
}

function toNotification(record: NotificationRecord) {
  const { id, resource, authorisationId, status, outcome, answerStatus } = record
  return {
    id,
    resource: resource.kind,
    resourceId: resource.id,
    ...(authorisationId === undefined ? {} : { authorisationId }),
    status,
    // The rest of an address may hold the TPP's secrets.
    host: new URL(record.uri).host,
    outcome,
    ...(answerStatus === undefined ? {} : { answerStatus }),
    ...(outcome === 'not-reached' ? { reason: notReached } : {}),
    attempts: record.attempts,
    createdAt: new Date(record.createdAt).toISOString(),
  }
}
