/** POST /v1/consents/{consentId}/authorisations: the explicit start. */
import type { Xs2aOperation } from '../endpoint.ts'
import { readAuthorisationWish } from '../sca-wish.ts'
import { announceApproach, authorisationPath, toStarted } from '../wire-consent.ts'

export const startConsentAuthorisation: Xs2aOperation = {
  operationId: 'startConsentAuthorisation',
  async handle(call) {
    const { consents, authorisations } = call.services
    const consent = await consents.load(call.caller, call.params['consentId'] ?? '')
    const started = await authorisations.start(consent, readAuthorisationWish(call.headers))
    announceApproach(call, started.authorisation.approach)
    call.announce('location', authorisationPath(call, consent.id, started.authorisation.id))
    return { status: 201, body: toStarted(call, consent.id, started) }
  },
}
