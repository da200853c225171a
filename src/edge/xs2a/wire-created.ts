/** The answer to the making of a consent, of either kind: where it is, and with the implicit start how the customer goes on. */
import type { Consent } from '#src/domain/consents/consent.ts'
import type { ConsentOwner } from '#src/domain/consents/consents.ts'
import type { AuthorisationWish, MadeConsent } from '#src/domain/grants/beginnings.ts'
import type { NotificationWish } from '#src/domain/notifications/notifications.ts'
import type { Xs2aAnswer, Xs2aCall } from './endpoint.ts'
import { announceNotifications, planNotifications, targetOf } from './notification-wish.ts'
import { announceApproach, consentPath, stepLinks } from './wire-consent.ts'

export function ownerOf({ caller }: Xs2aCall): ConsentOwner {
  const { realm, worldId, appId, organisationId } = caller
  return { realm, worldId, appId, organisationId }
}

/** With the explicit start the consent alone remembers the way back. */
export function redirectUrisOf({ returnTo }: AuthorisationWish) {
  return returnTo ? { redirectUris: [returnTo.uri] } : {}
}

/** Makes a drafted consent, and what the TPP wished beside it. */
export async function makeConsent(
  call: Xs2aCall,
  draft: Consent,
  { wish, push }: { readonly wish: AuthorisationWish; readonly push: NotificationWish | undefined },
): Promise<Xs2aAnswer> {
  const telling = await planNotifications(call, draft, push)
  const beginning = { wish, ...targetOf(telling) }
  return call.perform<MadeConsent>(
    (write) => call.services.beginnings.make(draft, beginning, write),
    {
      answer: (made) => {
        announceNotifications(call, telling)
        return answerCreated(call, made)
      },
    },
  )
}

function answerCreated(call: Xs2aCall, { consent, started }: MadeConsent): Xs2aAnswer {
  const path = consentPath(call, consent)
  call.announce('location', path)
  const own = { self: { href: path }, status: { href: `${path}/status` } }
  const head = { consentStatus: consent.status, consentId: consent.id }
  if (!started) {
    const startAuthorisation = { href: `${path}/authorisations` }
    return { status: 201, body: { ...head, _links: { startAuthorisation, ...own } } }
  }
  announceApproach(call, started.authorisation.approach)
  const links = { ...stepLinks(call, consent, started), ...own }
  return { status: 201, body: { ...head, _links: links } }
}
