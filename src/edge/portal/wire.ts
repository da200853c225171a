/** How the rooms' things look in the portal API's JSON. */
import type { App } from '#src/domain/apps/app.ts'
import type { CallPage } from './portal-services.ts'

/** Epoch milliseconds as RFC 3339. */
export function toDateTime(at: number): string {
  return new Date(at).toISOString()
}

/** `subscriptions` are ids of products. */
export function toApp(app: App, subscriptions: readonly string[]) {
  const { id, name, type, redirectUris, clientId, secretHint, createdAt } = app
  const facts = { id, name, type, redirectUris, clientId, secretHint }
  return { ...facts, subscriptions, createdAt: toDateTime(createdAt) }
}

export function toCall(call: CallPage['calls'][number]) {
  return {
    id: call.id,
    requestId: call.requestId ?? null,
    arrivedAt: toDateTime(call.arrivedAt),
    durationMs: call.durationMs,
    method: call.method,
    path: call.path,
    service: call.service,
    operation: call.operation,
    status: call.status,
    outcome: call.outcome,
    errorCode: call.errorCode ?? null,
  }
}
