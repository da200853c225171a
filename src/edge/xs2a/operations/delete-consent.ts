/** DELETE of a consent: ends it at once. */
import type { ConsentKind } from '../consent-kinds.ts'
import type { Xs2aOperation } from '../endpoint.ts'

export function deleteConsent(kind: ConsentKind, operationId: string): Xs2aOperation {
  return {
    operationId,
    role: kind.role,
    handle({ services, caller, params, perform }) {
      const named = { id: params['consentId'] ?? '', service: kind.service }
      return perform<void>((write) => services.consents.delete(caller, named, write), {
        answer: () => ({ status: 204 }),
      })
    },
  }
}
