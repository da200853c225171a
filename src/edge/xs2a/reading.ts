/** Opens a read of account information: finds the consent behind it, judges it, counts it. It reads no account. */
import { toGivenAccess } from '#src/domain/grants/access-facts.ts'
import type { GivenAccess } from '#src/domain/grants/access-facts.ts'
import type { ReadingCall, Xs2aCall, Xs2aOperation } from './endpoint.ts'
import { assertGiven } from './identity.ts'
import { loadNamedConsent } from './named-consent.ts'
import { TppError } from './tpp-messages.ts'

/** An operation that reads accounts; its body is the answer. */
export interface ReadingOperation {
  readonly operationId: string
  readonly formats?: Xs2aOperation['formats']
  handle(call: ReadingCall): Promise<object>
}

/** Puts the consent in front of a read. */
export function reads(operation: ReadingOperation): Xs2aOperation {
  const { operationId, formats } = operation
  return {
    operationId,
    ...(formats && { formats }),
    async handle(call) {
      const given = await findGiven(call)
      assertGiven(given, call.nowMs)
      const accountId = call.params['account-id'] ?? ''
      if (accountId !== '' && given.access.isListOnly === true)
        throw new TppError('CONSENT_INVALID')
      await count(call, { given, accountId, operationId })
      const { accounts } = call.services
      const facts = { ...call.caller, psuId: given.psuId, access: given.access }
      const reading = { facts, nowMs: call.nowMs }
      const body = await operation.handle({ ...call, reading, given, accounts, accountId })
      if (!given.isRecurring) await call.services.consents.endWhenUsed(call.caller, given.consentId)
      return { status: 200, body }
    },
  }
}

/** The token's own consent, or the one that Consent-ID names. */
async function findGiven(call: Xs2aCall): Promise<GivenAccess> {
  const { caller, headers } = call
  const sent = headers['consent-id']
  const path = 'Consent-ID'
  if (caller.grant) {
    if (sent !== undefined && sent !== caller.grant.consentId)
      throw new TppError('CONSENT_UNKNOWN', { path })
    if (!caller.grant.services.includes('accounts')) throw new TppError('CONSENT_INVALID')
    return caller.grant
  }
  if (typeof sent !== 'string') {
    const text = 'Send the Consent-ID that POST /v1/consents answered.'
    throw new TppError('FORMAT_ERROR', { path, text })
  }
  return toGivenAccess(await loadNamedConsent(call, sent, 'accounts'))
}

/** Reads without the customer count; the pages of one report count once; a consent for one use counts every read. */
async function count(
  { caller, headers, query, nowMs, services }: Xs2aCall,
  read: { readonly given: GivenAccess; readonly accountId: string; readonly operationId: string },
) {
  const { given, accountId, operationId } = read
  if (query.has('page')) return
  if (given.isRecurring && headers['psu-ip-address'] !== undefined) return
  const place = { consentId: given.consentId, accountId, endpoint: operationId }
  const { worldId } = caller
  const max = given.isRecurring ? given.frequencyPerDay : 'once'
  await services.countAccess({ worldId, place, now: nowMs, max })
}
