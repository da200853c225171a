/** The delivery log of notifications on the wire, the same for every audience that may read it. */
import type { NotificationRecord } from '#src/domain/notifications/notification.ts'

/** How far back a list goes; older ones are of no help in finding a fault. */
export const notificationsMax = 100

export function toNotificationList(records: readonly NotificationRecord[]) {
  return { notifications: records.map(toNotification) }
}

function toNotification(record: NotificationRecord) {
  const { id, resource, authorisationId, status, outcome, answerStatus, reason } = record
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
    ...(reason === undefined ? {} : { reason }),
    attempts: record.attempts,
    createdAt: new Date(record.createdAt).toISOString(),
  }
}
