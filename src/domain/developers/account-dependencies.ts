/** What the use cases of accounts stand on. Types only. */
import type { AttemptCounts } from '#src/domain/audit/attempt-counts.ts'
import type { Transact } from '#src/domain/audit/transact.ts'
import type { MailStore } from '#src/domain/mail/mail-store.ts'
import type { Mailer } from '#src/domain/mail/mailer.ts'
import type { Clock } from '#src/kit/clock.ts'
import type { Random } from '#src/kit/random.ts'
import type { DeveloperStore } from './developer-store.ts'
import type { LinkStore } from './link-store.ts'
import type { OrganisationStore } from './organisation-store.ts'
import type { PasswordHasher } from './password-hasher.ts'
import type { RateLimitStore } from './rate-limit-store.ts'
import type { RateLimits } from './rate-limits.ts'
import type { SessionStore } from './session-store.ts'

export interface AccountStores {
  readonly developers: DeveloperStore
  readonly links: LinkStore
  readonly sessions: SessionStore
  readonly organisations: OrganisationStore
  readonly rateLimits: RateLimitStore
  readonly mails: MailStore
}

/** Ends what apps of an organisation may do: apps, consents, tokens. Doing it again changes nothing. */
export interface AccessEnder {
  endAccessOfOrganisation(organisationId: string): Promise<void>
}

/** The stores outside of `transact` are used for reading, and for what needs no audit. */
export interface AccountDependencies extends AccountStores {
  readonly transact: Transact<AccountStores>
  readonly clock: Clock
  readonly random: Random
  readonly passwords: PasswordHasher
  readonly limits: RateLimits
  readonly mailer: Mailer
  readonly accessEnder: AccessEnder
  readonly attempts: Pick<AttemptCounts, 'note'>
  /** Of the bank and the product: what a guesser tries first. */
  readonly names: readonly string[]
}
