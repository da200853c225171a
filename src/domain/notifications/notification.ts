/** A push to a TPP: what it tells, where it goes, how it ended. It knows no transport. */
import type { NotificationContent } from '#src/domain/catalogue/bank-profile.ts'
import type { EpochMs } from '#src/kit/clock.ts'

/** What can be watched. */
export interface WatchedResource {
  readonly kind: 'consent'
  readonly id: string
}

/** What a TPP wants to be told of a resource, and where. */
export interface NotificationTarget extends WatchedResource {
  readonly realm: string
  readonly worldId: string
  readonly appId: string
  readonly uri: string
  readonly contents: readonly NotificationContent[]
  /** 1 when a push that fails is not tried again. */
  readonly attemptsMax: number
  /** Path of the resource, for links. */
  readonly path: string
  readonly createdAt: EpochMs
}

/**
 * How it ended: `refused` by the receiver's status; `not-reached` when nobody answered or our own rule forbids the call,
 * which is one and the same to whoever named the address: else it could look around in our network.
 */
export type NotificationOutcome = 'delivered' | 'refused' | 'not-reached'

/** One push, waiting (`queued`) or ended. */
export interface Notification {
  readonly id: string
  readonly realm: string
  readonly appId: string
  readonly resource: WatchedResource
  readonly authorisationId?: string
  /** The status that is told. */
  readonly status: string
  readonly uri: string
  /** As it goes out; signed when it does. */
  readonly body: string
  readonly attemptsMax: number
  readonly createdAt: EpochMs
}

/** A line of the delivery log. */
export interface NotificationRecord extends Omit<Notification, 'body' | 'attemptsMax'> {
  readonly outcome: NotificationOutcome | 'queued'
  /** Of the last attempt. */
  readonly answerStatus?: number
  readonly attempts: number
}
