/** POST to a consent's authorisations: the explicit start. */
import type { ConsentKind } from '../consent-kinds.ts'
import type { Xs2aCall, Xs2aOperation } from '../endpoint.ts'
import { announceNotifications, readNotificationWish } from '../notification-wish.ts'
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
      const password = passwordOf(call)
      const wish = readAuthorisationWish(headers)
      await announceNotifications(call, consent, readNotificationWish(headers))
      const started = await authorisations.start(
        consent,
        password === undefined ? wish : { ...wish, sca: { ...throughTpp, ...wish.sca } },
      )
      const { id, approach } = started.authorisation
      announceApproach(call, approach)
      call.announce('location', authorisationPath(call, consent, id))
      const step =
        password === undefined || approach !== 'embedded'
          ? {}
          : { step: await authorisations.update(consent, id, { kind: 'password', password }) }
      return { status: 201, body: toStarted(call, consent, { started, ...step }) }
    },
  }
}

/** Who sends the password wants to carry it. */
const throughTpp = { prefersRedirect: false, prefersDecoupled: false } as const

function passwordOf({ body }: Xs2aCall): string | undefined {
  const sent = body as { readonly psuData?: { readonly password: string } } | undefined // checked against the contract
  return sent?.psuData?.password
}
