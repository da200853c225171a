/** Begins an authorisation of a consent when none is in its way, also among callers at once and over processes. */
import type { Transact } from '#src/domain/audit/transact.ts'
import type { Consent } from '#src/domain/consents/consent.ts'
import { isWaiting } from '#src/domain/consents/consent.ts'
import type { ConsentStore } from '#src/domain/consents/consent-store.ts'
import { isEnded } from '#src/domain/sca/authorisation.ts'
import type { Authorisation } from '#src/domain/sca/authorisation.ts'
import type { AuthorisationStore } from '#src/domain/sca/authorisation-store.ts'
import { buildAuthorisation } from '#src/domain/sca/authorisations.ts'
import type { NewAuthorisation } from '#src/domain/sca/authorisations.ts'
import type { EpochMs } from '#src/kit/clock.ts'
import { DomainError } from '#src/kit/domain-error.ts'

export interface BeginningStores {
  readonly authorisations: AuthorisationStore
  readonly consents: ConsentStore
}

export interface BegunForConsent extends NewAuthorisation {
  readonly subject: { readonly kind: 'consent'; readonly id: string }
}

/**
 * One at a time and customer; those of other customers stand beside it. Throws `authorisation-under-way`, and
 * `consent-ended` when the consent waits no more. @see adorsys release notes 5.5
 */
export async function beginAlone(
  transact: Transact<BeginningStores>,
  input: BegunForConsent,
  now: EpochMs,
): Promise<void> {
  await transact(async ({ authorisations, consents }) => {
    // Two that are begun at once come one after the other.
    const consent = await consents.lock(input.subject.id)
    if (!consent) throw new DomainError('consent-unknown')
    assertWaiting(consent)
    const others = await authorisations.listOfConsent(consent.id)
    if (others.some((other) => isInTheWay(other, input.loginHint)))
      throw new DomainError('authorisation-under-way')
    await authorisations.create(buildAuthorisation(input, now))
  })
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
