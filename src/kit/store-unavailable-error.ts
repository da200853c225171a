/** The one error for a store that is away or cannot take what it is given. Adapters make it of their driver's errors; every door answers it with 503. */
import { DomainError } from './domain-error.ts'

/**
 * Why: nobody answers, the connections are all in use, no room is left, nothing may be written, its file is damaged, a
 * change could not be recorded.
 */
export type StoreFault = 'away' | 'busy' | 'full' | 'read-only' | 'damaged' | 'unrecorded'

/** In its facts the caller learns when to come again, never why: that is for the operator. */
export class StoreUnavailableError extends DomainError<'service-unavailable'> {
  readonly fault: StoreFault

  constructor(fault: StoreFault, options: { readonly cause?: unknown } = {}) {
    super('service-unavailable', { retryAfterSeconds: retryAfterSeconds[fault] })
    this.name = 'StoreUnavailableError'
    const { cause } = options
    this.message = `the store cannot serve (${fault})${cause instanceof Error ? `: ${cause.message}` : ''}`
    this.fault = fault
    if (options.cause !== undefined) this.cause = options.cause
  }
}

/** The store's own failure behind an error, at whatever depth of causes; undefined for every other one. */
export function findStoreFailure(error: unknown): StoreUnavailableError | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (cause instanceof StoreUnavailableError) return cause
  return undefined
}

/** True for what the store tells the operator itself, once, however many fail for it. */
export function isToldByStore(error: unknown): boolean {
  const failure = findStoreFailure(error)
  return failure !== undefined && failure.fault !== 'busy'
}

/** Room is made by a person, the rest comes back by itself. */
const retryAfterSeconds: Readonly<Record<StoreFault, number>> = {
  away: 1,
  busy: 1,
  full: 30,
  'read-only': 2,
  damaged: 60,
  unrecorded: 5,
}
