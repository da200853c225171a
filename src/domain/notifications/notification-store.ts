/** Where watched resources and their pushes are kept: an outbox, written with the change that it tells. */
import type { EpochMs } from '#src/kit/clock.ts'
import type {
  Notification,
  NotificationOutcome,
  NotificationRecord,
  NotificationTarget,
  WatchedResource,
} from './notification.ts'

/** A push that this process alone may try until its claim ends. */
export interface ClaimedNotification extends Notification {
  /** This one included. */
  readonly attempts: number
}

/** What an attempt came to. */
export interface NotificationAttempt {
  readonly outcome: NotificationOutcome
  readonly answerStatus?: number
}

export interface NotificationStore {
  /** Sets or replaces what is wanted of a resource. */
  watch(target: NotificationTarget): Promise<void>
  findTarget(resource: WatchedResource): Promise<NotificationTarget | undefined>
  /** Resources that still change by themselves, the longest unseen first; they count as seen. */
  takeWatched(seen: { before: EpochMs; at: EpochMs }): Promise<readonly NotificationTarget[]>
  /** The resource has ended: nobody needs to look at it. */
  unwatch(resource: WatchedResource): Promise<void>
  /** Puts it behind what is queued for the same resource. */
  enqueue(notification: Notification): Promise<void>
  /** Ids that are due, unclaimed and first of their resource. */
  listDue(now: EpochMs, limit: number): Promise<readonly string[]>
  /** Counts the attempt; undefined when somebody else was quicker. */
  claim(
    id: string,
    claim: { now: EpochMs; until: EpochMs },
  ): Promise<ClaimedNotification | undefined>
  settle(id: string, attempt: NotificationAttempt): Promise<void>
  postpone(id: string, attempt: NotificationAttempt, nextAttemptAt: EpochMs): Promise<void>
  /** Newest first. */
  listOfApp(appId: string, limit: number): Promise<readonly NotificationRecord[]>
  deleteBefore(instant: EpochMs): Promise<void>
}
