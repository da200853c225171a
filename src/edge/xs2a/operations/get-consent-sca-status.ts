/** GET /v1/consents/{consentId}/authorisations/{authorisationId}: how far the customer has come. */
import { scaStatusOf } from '#src/domain/sca/sca-status.ts'
import type { Xs2aOperation } from '../endpoint.ts'

export const getConsentScaStatus: Xs2aOperation = {
  operationId: 'getConsentScaStatus',
  async handle({ services, caller, params }) {
    const consent = await services.consents.load(caller, params['consentId'] ?? '')
    const { authorisations } = services
    const authorisation = await authorisations.load(consent, params['authorisationId'] ?? '')
    return { status: 200, body: { scaStatus: scaStatusOf(authorisation) } }
  },
}
