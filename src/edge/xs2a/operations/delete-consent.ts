/** DELETE of a consent: ends it at once. */
import type { ConsentKind } from '../consent-kinds.ts'
import type { Xs2aOperation } from '../endpoint.ts'

export function deleteConsent(kind: ConsentKind, operationId: string): Xs2aOperation {
  return {
    operationId,
    role: kind.role,
    async handle({ services, caller, params }) {
      await services.consents.delete(caller, params['consentId'] ?? '', kind.service)
      return { status: 204 }
    },
  }
}
