/** GET of a consent's status: a failed consent too is an answer of 200. */
import type { ConsentKind } from '../consent-kinds.ts'
import type { Xs2aOperation } from '../endpoint.ts'

export function getConsentStatus(kind: ConsentKind, operationId: string): Xs2aOperation {
  return {
    operationId,
    role: kind.role,
    async handle({ services, caller, params }) {
      const { consents, authorisations } = services
      const found = await consents.load(caller, params['consentId'] ?? '', kind.service)
      const { status } = await authorisations.refresh(found)
      return { status: 200, body: { consentStatus: status } }
    },
  }
}
