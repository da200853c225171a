/** POST /v2/consents/confirmation-of-funds: makes a consent to confirm funds on one account. @see BG CoF consent 2.0 */
import type { IssuedCard } from '#src/domain/consents/consent.ts'
import type { AccountReference } from '#src/domain/consents/requested-access.ts'
import { fundsConsents } from '../consent-kinds.ts'
import type { Xs2aOperation } from '../endpoint.ts'
import { readNotificationWish } from '../notification-wish.ts'
import { readAuthorisationWish } from '../sca-wish.ts'
import { makeConsent, ownerOf, redirectUrisOf } from '../wire-created.ts'

type Body = IssuedCard & { readonly account: AccountReference }

export const createFundsConsent: Xs2aOperation = {
  operationId: 'createConsentConfirmationOfFunds',
  role: fundsConsents.role,
  async handle(call) {
    const wish = readAuthorisationWish(call.headers)
    const push = readNotificationWish(call.headers)
    const { account, ...card } = call.body as Body // checked against the contract
    const { consents } = call.services
    const wished = { account, card, ...redirectUrisOf(wish) }
    return makeConsent(call, await consents.draftForFunds(ownerOf(call), wished), { wish, push })
  },
}
