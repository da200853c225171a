/** Takes due pushes out of the outbox and hands them to the sender, in the order of each resource. It knows no protocol. */
import type { Clock } from '#src/kit/clock.ts'
import { secondMs } from '#src/kit/clock.ts'
import type { Notification } from './notification.ts'
import type { NotificationAttempt, NotificationStore } from './notification-store.ts'

/** The way out. It never rejects: what went wrong is the outcome. */
export type SendNotification = (notification: Notification) => Promise<NotificationAttempt>

export interface NotificationDeliveryOptions {
  readonly store: NotificationStore
  readonly send: SendNotification
  readonly clock: Clock
}

const batchMax = 20
/** Longer than an attempt may take: nobody tries the same push meanwhile. */
const claimMs = 30 * secondMs
const backOffMinMs = 10 * secondMs

/** Tries everything that is due; answers how many attempts there were. */
export async function deliverDueNotifications(
  options: NotificationDeliveryOptions,
): Promise<number> {
  let attempts = 0
  for (;;) {
    const due = await options.store.listDue(options.clock.now(), batchMax)
    const tried = await Promise.all(due.map((id) => deliver(options, id)))
    const count = tried.filter(Boolean).length
    if (count === 0) return attempts
    attempts += count
  }
}

/** How long to wait after a failed attempt (the first is 1). */
export const backOffMs = (attempts: number) => backOffMinMs * 2 ** (attempts - 1)

async function deliver({ store, send, clock }: NotificationDeliveryOptions, id: string) {
  const now = clock.now()
  const claimed = await store.claim(id, { now, until: now + claimMs })
  if (!claimed) return false
  const attempt = await send(claimed)
  const isWorthAnother = attempt.outcome === 'refused' || attempt.outcome === 'not-reached'
  if (isWorthAnother && claimed.attempts < claimed.attemptsMax)
    await store.postpone(id, attempt, clock.now() + backOffMs(claimed.attempts))
  // A crash before this line sends it again when the claim ends, with the same X-Request-ID.
  else await store.settle(id, attempt)
  return true
}
