/** POST /v1/consents: makes a consent, and with the implicit start its authorisation. */
import type { ConsentWish } from '#src/domain/consents/consents.ts'
import type { RequestedAccess } from '#src/domain/consents/requested-access.ts'
import type { Xs2aCall, Xs2aOperation } from '../endpoint.ts'
import { readNotificationWish } from '../notification-wish.ts'
import { readAuthorisationWish } from '../sca-wish.ts'
import { makeConsent, ownerOf, redirectUrisOf } from '../wire-created.ts'

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
    const wish = readAuthorisationWish(call.headers)
    const push = readNotificationWish(call.headers)
    const { consents } = call.services
    const wished = { ...readConsentWish(call), ...redirectUrisOf(wish) }
    return makeConsent(call, await consents.draft(ownerOf(call), wished), { wish, push })
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
