/** GET /v2/consents/confirmation-of-funds/{consentId}: the consent as asked, and its status. */
import { fundsConsents } from '../consent-kinds.ts'
import type { Xs2aOperation } from '../endpoint.ts'

export const getFundsConsent: Xs2aOperation = {
  operationId: 'getConsentConfirmationOfFunds',
  role: fundsConsents.role,
  async handle({ services, caller, params }) {
    const { consents, authorisations } = services
    const found = await consents.load(caller, params['consentId'] ?? '', 'funds')
    const { request, status } = await authorisations.refresh(found)
    const [account] = request?.access.accounts ?? []
    return { status: 200, body: { account, ...request?.card, consentStatus: status } }
  },
}
