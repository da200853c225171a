/** GET of one authorisation: how far the customer has come. */
import { scaStatusOf } from '#src/domain/sca/sca-status.ts'
import type { ConsentKind } from '../consent-kinds.ts'
import type { Xs2aOperation } from '../endpoint.ts'

export function getConsentScaStatus(kind: ConsentKind, operationId: string): Xs2aOperation {
  return {
    operationId,
    role: kind.role,
    async handle({ services, caller, params }) {
      const { consents, authorisations } = services
      const consent = await consents.load(caller, params['consentId'] ?? '', kind.service)
      const authorisation = await authorisations.load(consent, params['authorisationId'] ?? '')
      return { status: 200, body: { scaStatus: scaStatusOf(authorisation) } }
    },
  }
}
