/** DELETE /v1/consents/{consentId}: ends it at once. */
import type { Xs2aOperation } from '../endpoint.ts'

export const deleteConsent: Xs2aOperation = {
  operationId: 'deleteConsent',
  async handle({ services, caller, params }) {
    await services.consents.delete(caller, params['consentId'] ?? '')
    return { status: 204 }
  },
}
