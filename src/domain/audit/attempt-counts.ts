/**
 * Counts what strangers try in vain, such as sign-ins with a wrong password, and records it in groups: one entry when it
 * begins and one with the number when its time is over. A flood must not fill the trail, and who is told "no" must
 * not see by the time it takes whether there is such an account.
 */
import { minuteMs } from '#src/kit/clock.ts'
import type { Clock, EpochMs } from '#src/kit/clock.ts'
import type { AuditEvent } from './audit-trail.ts'
import type { Transact } from './transact.ts'

/** What was tried, without an actor: nobody has shown who they are. */
export type Attempt = Pick<AuditEvent, 'realm' | 'action' | 'subject'>

export interface AttemptCounts {
  note(attempt: Attempt): void
  /** Records what has not been recorded; called now and then, and before a process ends. */
  flush(): Promise<void>
}

interface Counted {
  readonly attempt: Attempt
  readonly since: EpochMs
  until: EpochMs
  count: number
  recorded: number
}

export const attemptWindowMs = 15 * minuteMs
/** Different subjects at a time; what comes beyond is counted together. */
const subjectsMax = 500

export function createAttemptCounts(options: {
  readonly transact: Transact<object>
  readonly clock: Clock
}): AttemptCounts {
  const { transact, clock } = options
  const windows = new Map<string, Counted>()
  const keyOf = ({ action, subject }: Attempt) => `${action} ${subject.kind} ${subject.id}`

  const note = (attempt: Attempt) => {
    const now = clock.now()
    const isKnown = windows.has(keyOf(attempt))
    const others = { ...attempt, subject: { kind: attempt.subject.kind, id: 'others' } }
    const named = isKnown || windows.size < subjectsMax ? attempt : others
    const counted = windows.get(keyOf(named))
    if (counted) {
      counted.count += 1
      counted.until = now
      return
    }
    windows.set(keyOf(named), { attempt: named, since: now, until: now, count: 1, recorded: 0 })
  }
  return {
    note,
    async flush() {
      const over = clock.now() - attemptWindowMs
      const isDue = ({ recorded, count, since }: Counted) =>
        count > recorded && (recorded === 0 || since <= over)
      const due = [...windows.values()].filter(isDue).map((one) => ({ ...one }))
      if (due.length > 0)
        await transact(async ({ audit }) => {
          for (const one of due) audit.note(eventOf(one))
        })
      for (const { attempt, count } of due) {
        const counted = windows.get(keyOf(attempt))
        if (counted) counted.recorded = count
      }
      for (const [key, { since, count, recorded }] of windows)
        if (since <= over && count === recorded) windows.delete(key)
    },
  }
}

function eventOf({ attempt, count, recorded, since, until }: Counted): AuditEvent {
  const facts = { count: count - recorded, since, until }
  return { ...attempt, actor: { kind: 'unknown' }, facts }
}
