/** Which request and which session a change comes from, carried along with the work that a request causes. It changes no behaviour. */
import { AsyncLocalStorage } from 'node:async_hooks'

/** Ids only; work that no request causes, such as a job, has none. */
export interface AuditOrigin {
  readonly requestId?: string
  /** Names the session without being able to use it. */
  readonly sessionId?: string
}

const storage = new AsyncLocalStorage<{ requestId?: string; sessionId?: string }>()

/** Does the work as caused by the request, with all that it waits for. */
export function withOrigin<Result>(origin: AuditOrigin, work: () => Result): Result {
  return storage.run({ ...origin }, work)
}

/** Notes the session once it is known who asks. */
export function nameSession(sessionId: string): void {
  const origin = storage.getStore()
  if (origin) origin.sessionId = sessionId
}

export function currentOrigin(): AuditOrigin {
  return storage.getStore() ?? {}
}
