/** How a yes counts: which accounts it means, when a consent is valid, which older ones it replaces. Called inside a transaction. */
import type { BankAccount } from '#src/connector/bank-connector.ts'
import type { AuditEvent, AuditTrail } from '#src/domain/audit/audit-trail.ts'
import { assertMove } from '#src/domain/consents/consent.ts'
import type { Consent } from '#src/domain/consents/consent.ts'
import type { ConsentStore } from '#src/domain/consents/consent-store.ts'
import type { Authorisation } from '#src/domain/sca/authorisation.ts'
import type { EpochMs } from '#src/kit/clock.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import type { GrantStore } from './grant-store.ts'
import type { Proposal } from './proposal.ts'

/** One customer signs one consent. */
export interface Signing {
  readonly authorisation: Authorisation
  readonly consent: Consent
  readonly psuId: string
  readonly agreed: readonly BankAccount[]
}

/** Throws `account-not-yours` and `no-account-chosen`. */
export function agreedAccounts(
  proposal: Proposal,
  accountIds: readonly string[],
): readonly BankAccount[] {
  if (proposal.isForeign) throw new DomainError('account-not-yours')
  if (!proposal.isChoice) {
    if (proposal.accounts.length === 0) throw new DomainError('no-account-chosen')
    return proposal.accounts
  }
  if (accountIds.length === 0) throw new DomainError('no-account-chosen')
  const offered = proposal.accounts.map(({ id }) => id)
  if (!accountIds.every((id) => offered.includes(id))) throw new DomainError('account-not-yours')
  return proposal.accounts.filter(({ id }) => accountIds.includes(id))
}

/** Valid when as many customers have signed as the accounts want. @see BG IG 1.3 §5.8 multilevel SCA */
export function statusAfter(
  { consent, psuId, agreed }: Signing,
  signed: readonly Authorisation[],
): 'valid' | 'partiallyAuthorised' {
  const required = Math.max(1, ...agreed.map((account) => account.signaturesRequired ?? 1))
  const earlier = signed.filter(({ state }) => state === 'approved' || state === 'exempted')
  const signers = new Set([psuId, ...earlier.flatMap((one) => one.psuId ?? [])])
  const status = signers.size >= required ? 'valid' : 'partiallyAuthorised'
  if (status !== consent.status) assertMove(consent.status, status)
  return status
}

/** A new recurring consent ends the older ones of the same app and customer. @see BG IG 1.3 §6.3 */
export async function replaceOlder(
  { consents, grants, audit }: { consents: ConsentStore; grants: GrantStore; audit: AuditTrail },
  consent: Consent,
  at: EpochMs,
) {
  for (const older of await consents.listReplaceable(consent)) {
    assertMove(older.status, 'terminatedByTpp')
    const to = { status: 'terminatedByTpp', at } as const
    if (!(await consents.move(older.id, older.status, to))) continue
    audit.record(eventOf(older, { action: 'consent.terminatedByTpp' }))
    const grant = await grants.findByConsent(older.id)
    if (grant) await grants.end(grant.id, { reason: 'consent-replaced', at })
  }
}

export function eventOf(
  consent: Consent,
  { psuId, action }: { psuId?: string; action: string },
): AuditEvent {
  const { id, realm, appId, validUntilMs } = consent
  const actor =
    psuId === undefined ? ({ kind: 'system' } as const) : { kind: 'psu' as const, id: psuId }
  return {
    realm,
    actor,
    action,
    subject: { kind: 'consent', id },
    facts: { appId, validUntilMs },
  }
}

/** A customer's yes moves their authorisation. */
export function yesOf(
  authorisation: Authorisation,
  { to, psuId }: { readonly to: 'approved' | 'unconfirmed'; readonly psuId: string },
): AuditEvent {
  const { id, realm, appId, state } = authorisation
  return {
    realm,
    actor: { kind: 'psu', id: psuId },
    action: `authorisation.${to}`,
    subject: { kind: 'authorisation', id },
    facts: { appId, from: state },
  }
}
