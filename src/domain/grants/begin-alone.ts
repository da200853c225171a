/** Begins an authorisation of a consent when none is in its way, also among callers at once and over processes. */
import type { Consent } from '#src/domain/consents/consent.ts'
import { isWaiting } from '#src/domain/consents/consent.ts'
import type { ConsentStore } from '#src/domain/consents/consent-store.ts'
import { isEnded } from '#src/domain/sca/authorisation.ts'
import type { Authorisation } from '#src/domain/sca/authorisation.ts'
import type { AuthorisationStore } from '#src/domain/sca/authorisation-store.ts'
import { DomainError } from '#src/kit/domain-error.ts'

export interface BeginningStores {
  readonly authorisations: AuthorisationStore
  readonly consents: ConsentStore
}

/**
 * Stores a new authorisation, one at a time and customer; those of other customers stand beside it. Throws
 * `authorisation-under-way`, and `consent-ended` when the consent waits no more. @see adorsys release notes 5.5
 */
export async function beginAlone(
  { authorisations, consents }: BeginningStores,
  consentId: string,
  begun: Authorisation,
): Promise<void> {
  // Two that are begun at once come one after the other.
  const consent = await consents.lock(consentId)
  if (!consent) throw new DomainError('consent-unknown')
  assertWaiting(consent)
  assertNoneInTheWay(await authorisations.listOfConsent(consent.id), begun.loginHint)
  await authorisations.create(begun)
}

/** Throws `authorisation-under-way`. */
export function assertNoneInTheWay(
  others: readonly Authorisation[],
  psuId: string | undefined,
): void {
  if (others.some((other) => isInTheWay(other, psuId)))
    throw new DomainError('authorisation-under-way')
}

export function assertWaiting({ status }: Consent): void {
  if (!isWaiting(status)) throw new DomainError('consent-ended', { status })
}

function isInTheWay(other: Authorisation, psuId: string | undefined): boolean {
  if (isWalk(other) || isEnded(other.state)) return false
  const { loginHint } = other
  return psuId === undefined || loginHint === undefined || loginHint === psuId
}

/** A customer's way at the authorization server, not what the TPP started. */
export function isWalk({ standsFor }: Authorisation): boolean {
  return standsFor !== undefined
}
