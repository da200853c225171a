/** Whether the audit trail can be written. What must be recorded is not done without its entry; this says so to those who run it. */
import { DomainError } from '#src/kit/domain-error.ts'
import type { Log } from '#src/kit/log.ts'

const retryAfterSeconds = 5

/** The change was not made, because it could not be recorded. */
export class AuditUnwritableError extends DomainError<'service-unavailable'> {
  constructor(cause: unknown) {
    super('service-unavailable', { retryAfterSeconds })
    this.name = 'AuditUnwritableError'
    this.message = 'the audit trail cannot be written, so nothing was changed'
    this.cause = cause
  }
}

/** A store that is away is no fault of the trail: it says so itself. */
export function isOfStore(error: unknown): error is DomainError {
  return error instanceof DomainError && error.code === 'service-unavailable'
}

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
