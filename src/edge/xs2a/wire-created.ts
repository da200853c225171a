/** The answer to the making of a consent, of either kind: where it is, and with the implicit start how the customer goes on. */
import type { Consent } from '#src/domain/consents/consent.ts'
import type { ConsentOwner } from '#src/domain/consents/consents.ts'
import type { AuthorisationWish } from '#src/domain/grants/consent-authorisations.ts'
import type { Xs2aAnswer, Xs2aCall } from './endpoint.ts'
import { announceApproach, consentPath, stepLinks } from './wire-consent.ts'

export function ownerOf({ caller }: Xs2aCall): ConsentOwner {
  const { realm, worldId, appId, organisationId } = caller
  return { realm, worldId, appId, organisationId }
}

/** With the explicit start the consent alone remembers the way back. */
export function redirectUrisOf({ returnTo }: AuthorisationWish) {
  return returnTo ? { redirectUris: [returnTo.uri] } : {}
}

export async function answerCreated(
  call: Xs2aCall,
  consent: Consent,
  wish: AuthorisationWish,
): Promise<Xs2aAnswer> {
  const { authorisations } = call.services
  const path = consentPath(call, consent)
  call.announce('location', path)
  const own = { self: { href: path }, status: { href: `${path}/status` } }
  const head = { consentStatus: consent.status, consentId: consent.id }
  if (!(await authorisations.startsImplicitly(consent, wish))) {
    const startAuthorisation = { href: `${path}/authorisations` }
    return { status: 201, body: { ...head, _links: { startAuthorisation, ...own } } }
  }
  const started = await authorisations.start(consent, wish)
  announceApproach(call, started.authorisation.approach)
  const links = { ...stepLinks(call, consent, started), ...own }
  return { status: 201, body: { ...head, _links: links } }
}
