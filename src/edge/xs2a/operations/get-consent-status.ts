/** GET /v1/consents/{consentId}/status: a failed consent too is an answer of 200. */
import type { Xs2aOperation } from '../endpoint.ts'

export const getConsentStatus: Xs2aOperation = {
  operationId: 'getConsentStatus',
  async handle({ services, caller, params }) {
    const found = await services.consents.load(caller, params['consentId'] ?? '')
    const { status } = await services.authorisations.refresh(found)
    return { status: 200, body: { consentStatus: status } }
  },
}
