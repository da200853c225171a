/** A developer: a person with an account of the portal. Facts only; the rules are in accounts.ts. */
import type { MailLanguage } from '#src/domain/mail/mail-texts.ts'
import type { EpochMs } from '#src/kit/clock.ts'

export type DeveloperState = 'pending' | 'active' | 'deleted'

export interface Developer {
  readonly id: string
  /** Normal form of the address; a digest once erased. */
  readonly email: string
  readonly state: DeveloperState
  /** Empty until the account is activated. */
  readonly passwordHash: string
  readonly language: MailLanguage
  readonly createdAt: EpochMs
}

export type LinkPurpose = 'activation' | 'password-reset'

/** A link in a mail; only the digest of its token is kept. */
export interface Link {
  readonly tokenHash: string
  readonly developerId: string
  readonly purpose: LinkPurpose
  readonly createdAt: EpochMs
  readonly expiresAt: EpochMs
}

export interface Session {
  readonly tokenHash: string
  readonly developerId: string
  readonly createdAt: EpochMs
  readonly lastSeenAt: EpochMs
  readonly expiresAt: EpochMs
}

export interface Membership {
  readonly id: string
  readonly name: string
  readonly role: string
}

/** Who is signed in, as the edges need it. */
export interface SessionDeveloper {
  readonly developerId: string
  readonly email: string
  readonly language: MailLanguage
  readonly createdAt: EpochMs
  /** Organisations the developer is a member of. */
  readonly organisations: readonly Membership[]
}
