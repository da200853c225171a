/** GET /v1/consents/{consentId}: the consent as it is now. */
import type { AccountReference } from '#src/domain/consents/requested-access.ts'
import type { Consent } from '#src/domain/consents/consent.ts'
import type { Xs2aCall, Xs2aOperation } from '../endpoint.ts'
import { toReference } from '../wire.ts'
import { toInformation } from '../wire-consent.ts'

export const getConsentInformation: Xs2aOperation = {
  operationId: 'getConsentInformation',
  async handle(call) {
    const { consents, authorisations } = call.services
    const found = await consents.load(call.caller, call.params['consentId'] ?? '')
    const consent = await authorisations.refresh(found)
    return { status: 200, body: toInformation(call, consent, await nameGiven(call, consent)) }
  },
}

/** The accounts that the customer gave, by id, as a TPP names accounts. */
async function nameGiven(
  { caller, nowMs, services }: Xs2aCall,
  { psuId = '', access }: Consent,
): Promise<ReadonlyMap<string, AccountReference>> {
  if (access.accounts.length === 0) return new Map()
  const reading = { facts: { ...caller, psuId, access }, nowMs }
  const accounts = await services.accounts.listAccounts(reading)
  return new Map(accounts.map((account) => [account.id, toReference(account)]))
}
