/** GET /v1/consents/{consentId}/authorisations: the ids, oldest first. */
import type { Xs2aOperation } from '../endpoint.ts'

export const getConsentAuthorisation: Xs2aOperation = {
  operationId: 'getConsentAuthorisation',
  async handle({ services, caller, params }) {
    const consent = await services.consents.load(caller, params['consentId'] ?? '')
    const found = await services.authorisations.list(consent)
    return { status: 200, body: { authorisationIds: found.map(({ id }) => id) } }
  },
}
