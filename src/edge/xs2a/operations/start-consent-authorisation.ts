/** POST to a consent's authorisations: the explicit start. */
import type { ConsentKind } from '../consent-kinds.ts'
import type { Xs2aOperation } from '../endpoint.ts'
import { readAuthorisationWish } from '../sca-wish.ts'
import { announceApproach, authorisationPath, toStarted } from '../wire-consent.ts'

export function startConsentAuthorisation(kind: ConsentKind, operationId: string): Xs2aOperation {
  return {
    operationId,
    role: kind.role,
    async handle(call) {
      const { consents, authorisations } = call.services
      const { params, caller, headers } = call
      const consent = await consents.load(caller, params['consentId'] ?? '', kind.service)
      const started = await authorisations.start(consent, readAuthorisationWish(headers))
      announceApproach(call, started.authorisation.approach)
      call.announce('location', authorisationPath(call, consent, started.authorisation.id))
      return { status: 201, body: toStarted(call, consent, started) }
    },
  }
}
