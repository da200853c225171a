/** POST to a consent's authorisations: the explicit start. */
import type {
  AuthorisationWish,
  Beginning,
  StartedAuthorisation,
} from '#src/domain/grants/beginnings.ts'
import type { ConsentKind } from '../consent-kinds.ts'
import type { Xs2aCall, Xs2aOperation } from '../endpoint.ts'
import {
  announceNotifications,
  planNotifications,
  readNotificationWish,
  targetOf,
} from '../notification-wish.ts'
import { readAuthorisationWish } from '../sca-wish.ts'
import { announceApproach, authorisationPath, toStarted } from '../wire-consent.ts'

export function startConsentAuthorisation(kind: ConsentKind, operationId: string): Xs2aOperation {
  return {
    operationId,
    role: kind.role,
    async handle(call) {
      const { consents } = call.services
      const { params, caller, headers } = call
      const consent = await consents.load(caller, params['consentId'] ?? '', kind.service)
      const password = passwordOf(call)
      const wish = readAuthorisationWish(headers)
      const telling = await planNotifications(call, consent, readNotificationWish(headers))
      const beginning = { ...withPassword(wish, password), ...targetOf(telling) }
      return call.perform<StartedAuthorisation>(
        (write) => call.services.beginnings.start(consent, beginning, write),
        {
          answer: (started) => {
            const { id, approach } = started.authorisation
            announceNotifications(call, telling)
            announceApproach(call, approach)
            call.announce('location', authorisationPath(call, consent, id))
            return { status: 201, body: toStarted(call, consent, started) }
          },
        },
      )
    },
  }
}

/** Who sends the password wants to carry it. */
const throughTpp = { prefersRedirect: false, prefersDecoupled: false } as const

function withPassword(wish: AuthorisationWish, password: string | undefined): Beginning {
  if (password === undefined) return { wish }
  return { password, wish: { ...wish, sca: { ...throughTpp, ...wish.sca } } }
}

function passwordOf({ body }: Xs2aCall): string | undefined {
  const sent = body as { readonly psuData?: { readonly password: string } } | undefined // checked against the contract
  return sent?.psuData?.password
}
