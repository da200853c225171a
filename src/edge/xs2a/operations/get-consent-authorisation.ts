/** GET of a consent's authorisations: the ids, oldest first. */
import type { ConsentKind } from '../consent-kinds.ts'
import type { Xs2aOperation } from '../endpoint.ts'

export function getConsentAuthorisation(kind: ConsentKind, operationId: string): Xs2aOperation {
  return {
    operationId,
    role: kind.role,
    async handle({ services, caller, params }) {
      const { consents, authorisations } = services
      const consent = await consents.load(caller, params['consentId'] ?? '', kind.service)
      const found = await authorisations.list(consent)
      return { status: 200, body: { authorisationIds: found.map(({ id }) => id) } }
    },
  }
}
