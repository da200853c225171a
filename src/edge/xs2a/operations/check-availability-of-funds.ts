/** POST /v1/funds-confirmations: yes or no, never the balance. @see Directive (EU) 2015/2366 art. 65(3) */
import type { Consent } from '#src/domain/consents/consent.ts'
import type { AccountReference } from '#src/domain/consents/requested-access.ts'
import { toGivenAccess } from '#src/domain/grants/access-facts.ts'
import { decimalsOf, toMinor } from '#src/kit/money.ts'
import { fundsConsents } from '../consent-kinds.ts'
import type { Xs2aCall, Xs2aOperation } from '../endpoint.ts'
import { assertGiven } from '../identity.ts'
import { loadNamedConsent } from '../named-consent.ts'
import { TppError } from '../tpp-messages.ts'

interface Body {
  readonly account: AccountReference
  readonly cardNumber?: string
  readonly instructedAmount: { readonly amount: string; readonly currency: string }
}

export const checkAvailabilityOfFunds: Xs2aOperation = {
  operationId: 'checkAvailabilityOfFunds',
  role: fundsConsents.role,
  async handle(call) {
    const { account, cardNumber, instructedAmount } = call.body as Body // checked against the contract
    const { realm, worldId, appId } = call.caller
    const question = {
      app: { realm, worldId, appId },
      nowMs: call.nowMs,
      account,
      amount: readAmount(instructedAmount),
      ...(cardNumber === undefined ? {} : { cardNumber }),
    }
    const fundsAvailable = await call.services.funds.confirm(question, await findNamed(call))
    return { status: 200, body: { fundsAvailable } }
  },
}

/** The consent that Consent-ID names or that the token is of; undefined when the account alone tells. */
async function findNamed(call: Xs2aCall): Promise<Consent | undefined> {
  const { grant } = call.caller
  const sent = call.headers['consent-id']
  const own = grant?.services.includes('funds') === true ? grant.consentId : undefined
  const wanted = typeof sent === 'string' ? sent : own
  if (wanted === undefined) return undefined
  if (own !== undefined && wanted !== own)
    throw new TppError('CONSENT_UNKNOWN', { path: 'Consent-ID' })
  const consent = await loadNamedConsent(call, wanted, 'funds')
  assertGiven(toGivenAccess(consent), call.nowMs)
  return consent
}

/** More decimals than the currency has cannot be an amount of it, and nothing is no amount. */
function readAmount({ amount, currency }: Body['instructedAmount']) {
  const [, fraction = ''] = amount.split('.')
  if (fraction.length > decimalsOf(currency)) {
    const text = `${currency} has ${decimalsOf(currency)} decimals.`
    throw new TppError('FORMAT_ERROR', { path: 'instructedAmount.amount', text })
  }
  const amountMinor = toMinor(amount, currency)
  if (amountMinor <= 0n) {
    const text = 'The amount must be more than 0.'
    throw new TppError('FORMAT_ERROR', { path: 'instructedAmount.amount', text })
  }
  return { amountMinor, currency }
}
