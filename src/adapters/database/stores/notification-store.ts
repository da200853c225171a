/** Watched resources and their pushes in the database. */
import type { Kysely, Selectable } from 'kysely'
import type {
  Notification,
  NotificationRecord,
  NotificationTarget,
  WatchedResource,
} from '#src/domain/notifications/notification.ts'
import type {
  NotificationAttempt,
  NotificationStore,
} from '#src/domain/notifications/notification-store.ts'
import type { NotificationTable, NotificationTargetTable } from '../notification-tables.ts'
import type { Tables } from '../tables.ts'

const watchedMax = 50

export function createNotificationStore(db: Kysely<Tables>): NotificationStore {
  return { ...createTargets(db), ...createOutbox(db), ...createLog(db) }
}

function createTargets(db: Kysely<Tables>) {
  return {
    async watch(target: NotificationTarget) {
      const row = toTargetRow(target)
      const { uri, contents, attempts_max, path } = row
      await db
        .insertInto('notification_targets')
        .values(row)
        .onConflict((conflict) =>
          conflict
            .columns(['resource_kind', 'resource_id'])
            .doUpdateSet({ uri, contents, attempts_max, path }),
        )
        .execute()
    },
    async findTarget({ kind, id }: WatchedResource) {
      const row = await db
        .selectFrom('notification_targets')
        .selectAll()
        .where('resource_kind', '=', kind)
        .where('resource_id', '=', id)
        .executeTakeFirst()
      return row && toTarget(row)
    },
    async takeWatched({ before, at }: { before: number; at: number }) {
      const rows = await db
        .selectFrom('notification_targets')
        .selectAll()
        .where('is_watched', '=', 1)
        .where('seen_at', '<=', before)
        .orderBy('seen_at')
        .limit(watchedMax)
        .execute()
      for (const { resource_kind, resource_id } of rows)
        await updateTarget(db, { kind: resource_kind, id: resource_id }, { seen_at: at })
      return rows.map(toTarget)
    },
    async unwatch(resource: WatchedResource) {
      await updateTarget(db, resource, { is_watched: 0 })
    },
  }
}

async function updateTarget(
  db: Kysely<Tables>,
  { kind, id }: { kind: string; id: string },
  change: Partial<NotificationTargetTable>,
) {
  await db
    .updateTable('notification_targets')
    .set(change)
    .where('resource_kind', '=', kind)
    .where('resource_id', '=', id)
    .execute()
}

function createOutbox(db: Kysely<Tables>) {
  return {
    async enqueue(notification: Notification) {
      const { kind, id } = notification.resource
      // The row of the target also keeps two changes of one resource in a row.
      const { last_seq } = await db
        .updateTable('notification_targets')
        .set((eb) => ({ last_seq: eb('last_seq', '+', 1) }))
        .where('resource_kind', '=', kind)
        .where('resource_id', '=', id)
        .returning('last_seq')
        .executeTakeFirstOrThrow()
      await db.insertInto('notifications').values(toRow(notification, last_seq)).execute()
    },
    async listDue(now: number, limit: number) {
      const rows = await selectDue(db, now)
        .select('notifications.id')
        .orderBy('next_attempt_at')
        .limit(limit)
        .execute()
      return rows.map(({ id }) => id)
    },
    async claim(id: string, claim: { now: number; until: number }) {
      const row = await db
        .updateTable('notifications')
        .set((eb) => ({ claimed_until: claim.until, attempts: eb('attempts', '+', 1) }))
        .where('id', '=', id)
        .where('outcome', '=', 'queued')
        .where('next_attempt_at', '<=', claim.now)
        .where('claimed_until', '<=', claim.now)
        .returningAll()
        .executeTakeFirst()
      return row && { ...toNotification(row), attempts: row.attempts }
    },
    async settle(id: string, attempt: NotificationAttempt) {
      await updateQueued(db, id, { ...toColumns(attempt), outcome: attempt.outcome })
    },
    async postpone(id: string, attempt: NotificationAttempt, nextAttemptAt: number) {
      const later = { next_attempt_at: nextAttemptAt, claimed_until: 0 }
      await updateQueued(db, id, { ...toColumns(attempt), ...later })
    },
  }
}

/** Relies on the indexes on outcome and on the resource: the second finds whether an earlier one still waits. */
function selectDue(db: Kysely<Tables>, now: number) {
  return db
    .selectFrom('notifications')
    .where('outcome', '=', 'queued')
    .where('next_attempt_at', '<=', now)
    .where('claimed_until', '<=', now)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('notifications as earlier')
            .select('earlier.id')
            .whereRef('earlier.resource_kind', '=', 'notifications.resource_kind')
            .whereRef('earlier.resource_id', '=', 'notifications.resource_id')
            .whereRef('earlier.seq', '<', 'notifications.seq')
            .where('earlier.outcome', '=', 'queued'),
        ),
      ),
    )
}

/** The end of a claim must not undo what another process has settled. */
async function updateQueued(db: Kysely<Tables>, id: string, change: Partial<NotificationTable>) {
  const update = db.updateTable('notifications').set(change)
  await update.where('id', '=', id).where('outcome', '=', 'queued').execute()
}

function createLog(db: Kysely<Tables>) {
  return {
    async listOfApp(appId: string, limit: number) {
      const rows = await db
        .selectFrom('notifications')
        .selectAll()
        .where('app_id', '=', appId)
        .orderBy('created_at', 'desc')
        .orderBy('resource_id')
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute()
      return rows.map(toRecord)
    },
    async deleteBefore(instant: number) {
      await db.deleteFrom('notifications').where('created_at', '<', instant).execute()
      await db
        .deleteFrom('notification_targets')
        .where('is_watched', '=', 0)
        .where('created_at', '<', instant)
        .execute()
    },
  }
}

const toColumns = ({ answerStatus }: NotificationAttempt) => ({
  answer_status: answerStatus ?? null,
  // Only the log says why.
  reason: null,
})

function toTargetRow(target: NotificationTarget): NotificationTargetTable {
  return {
    resource_kind: target.kind,
    resource_id: target.id,
    realm: target.realm,
    world_id: target.worldId,
    app_id: target.appId,
    uri: target.uri,
    contents: target.contents.join(' '),
    attempts_max: target.attemptsMax,
    path: target.path,
    is_watched: 1,
    seen_at: target.createdAt,
    last_seq: 0,
    created_at: target.createdAt,
  }
}

/** Rows are written by this file alone, so the closed sets inside them can be trusted. */
function toTarget(row: Selectable<NotificationTargetTable>): NotificationTarget {
  return {
    kind: row.resource_kind as NotificationTarget['kind'],
    id: row.resource_id,
    realm: row.realm,
    worldId: row.world_id,
    appId: row.app_id,
    uri: row.uri,
    contents: row.contents.split(' ') as NotificationTarget['contents'][number][],
    attemptsMax: row.attempts_max,
    path: row.path,
    createdAt: row.created_at,
  }
}

function toRow(notification: Notification, seq: number): NotificationTable {
  return {
    id: notification.id,
    realm: notification.realm,
    app_id: notification.appId,
    resource_kind: notification.resource.kind,
    resource_id: notification.resource.id,
    seq,
    authorisation_id: notification.authorisationId ?? null,
    status: notification.status,
    uri: notification.uri,
    body: notification.body,
    outcome: 'queued',
    answer_status: null,
    reason: null,
    attempts: 0,
    attempts_max: notification.attemptsMax,
    next_attempt_at: notification.createdAt,
    claimed_until: 0,
    created_at: notification.createdAt,
  }
}

function toNotification(row: Selectable<NotificationTable>): Notification {
  return { ...toHead(row), body: row.body, attemptsMax: row.attempts_max }
}

function toHead(row: Selectable<NotificationTable>) {
  return {
    id: row.id,
    realm: row.realm,
    appId: row.app_id,
    resource: { kind: row.resource_kind as WatchedResource['kind'], id: row.resource_id },
    ...(row.authorisation_id === null ? {} : { authorisationId: row.authorisation_id }),
    status: row.status,
    uri: row.uri,
    createdAt: row.created_at,
  }
}

function toRecord(row: Selectable<NotificationTable>): NotificationRecord {
  return {
    ...toHead(row),
    outcome: outcomeOf(row.outcome),
    ...(row.answer_status === null ? {} : { answerStatus: row.answer_status }),
    attempts: row.attempts,
  }
}

/** Older rows tell what we do not call apart from what did not answer. */
function outcomeOf(written: string): NotificationRecord['outcome'] {
  return written === 'not-allowed' ? 'not-reached' : (written as NotificationRecord['outcome']) // written by this store alone
}
