/** Whether the audit trail can be written. What must be recorded is not done without its entry; this says so to those who run it. */
import type { Log } from '#src/kit/log.ts'

export interface AuditHealth {
  isWritable(): boolean
  /** Failed attempts to write since the start. */
  failures(): number
  /** Hears of every attempt. */
  heard(error?: unknown): void
}

/** Cries at the first failure and says when it is over; what happens in between is counted. */
export function createAuditHealth(log: Log): AuditHealth {
  let isWritable = true
  let failures = 0
  return {
    isWritable: () => isWritable,
    failures: () => failures,
    heard(error) {
      if (error === undefined) {
        if (!isWritable) log.warn({ failures }, 'the audit trail can be written again')
        isWritable = true
        return
      }
      failures += 1
      if (isWritable) {
        const words = 'THE AUDIT TRAIL CANNOT BE WRITTEN: every change is refused until it can'
        log.error({ err: error }, words)
      }
      isWritable = false
    },
  }
}
