/** POST /v1/consents: makes a consent, and with the implicit start its authorisation. */
import type { ConsentWish } from '#src/domain/consents/consents.ts'
import type { RequestedAccess } from '#src/domain/consents/requested-access.ts'
import type { Xs2aCall, Xs2aOperation } from '../endpoint.ts'
import { readAuthorisationWish } from '../sca-wish.ts'
import { announceApproach, consentPath, stepLinks } from '../wire-consent.ts'

interface Body {
  readonly access: RequestedAccess
  readonly recurringIndicator: boolean
  readonly validUntil: string
  readonly frequencyPerDay: number
  readonly combinedServiceIndicator?: boolean
}

export const createConsent: Xs2aOperation = {
  operationId: 'createConsent',
  async handle(call) {
    const { consents, authorisations } = call.services
    const wish = readAuthorisationWish(call.headers)
    const { realm, worldId, appId, organisationId } = call.caller
    const owner = { realm, worldId, appId, organisationId }
    const consent = await consents.create(owner, readConsentWish(call))
    const path = consentPath(call, consent.id)
    call.announce('location', path)
    const own = { self: { href: path }, status: { href: `${path}/status` } }
    const head = { consentStatus: consent.status, consentId: consent.id }
    if (!(await authorisations.startsImplicitly(consent, wish))) {
      const startAuthorisation = { href: `${path}/authorisations` }
      return { status: 201, body: { ...head, _links: { startAuthorisation, ...own } } }
    }
    const started = await authorisations.start(consent, wish)
    announceApproach(call, started.authorisation.approach)
    const links = { ...stepLinks(call, consent.id, started), ...own }
    return { status: 201, body: { ...head, _links: links } }
  },
}

function readConsentWish({ body }: Xs2aCall): ConsentWish {
  const sent = body as Body // checked against the contract
  return {
    access: sent.access,
    isRecurring: sent.recurringIndicator,
    validUntil: sent.validUntil,
    frequencyPerDay: sent.frequencyPerDay,
    isCombined: sent.combinedServiceIndicator ?? false,
  }
}
