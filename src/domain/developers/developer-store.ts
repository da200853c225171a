/** Where developers, their links and their sessions are kept. Secrets arrive here hashed. */
import type { EpochMs } from '#src/kit/clock.ts'

export type Language = 'en' | 'sv'

export interface Developer {
  readonly id: string
  readonly email: string
  /** Undefined until the account is activated. */
  readonly passwordHash: string | undefined
  readonly state: 'pending' | 'active' | 'deleted'
  readonly language: Language
  readonly createdAt: EpochMs
}

export interface Membership {
  readonly id: string
  readonly name: string
  readonly role: 'owner'
}

export interface DeveloperStore {
  /** Makes a pending developer and the personal organisation it owns. */
  create(developer: Developer, organisationId: string): Promise<void>
  /** Among those not deleted. */
  findByEmail(email: string): Promise<Developer | undefined>
  find(id: string): Promise<Developer | undefined>
  listMemberships(id: string): Promise<readonly Membership[]>
  /** False when it is not pending any more. */
  activate(id: string, change: { passwordHash: string; at: EpochMs }): Promise<boolean>
  /** False when it is not active. */
  setPassword(id: string, passwordHash: string): Promise<boolean>
  /** Marks as deleted, its personal organisation too; false when it was already. */
  delete(id: string, end: { at: EpochMs; eraseAt: EpochMs; reason?: string }): Promise<boolean>
  /** Deleted ones whose time has come, and sign-ups from before `abandonedBefore` without a living link. */
  listErasable(due: { now: EpochMs; abandonedBefore: EpochMs }): Promise<readonly ErasableDeveloper[]>
  /** Forgets address, password and reason; the row stays for the ids in the audit trail. */
  erase(id: string, at: EpochMs): Promise<void>
}

export interface ErasableDeveloper {
  readonly id: string
  readonly email: string
  /** Mails up to here belong to this account; later ones to a new account with the address. */
  readonly mailsUntil: EpochMs
}

export type LinkPurpose = 'activation' | 'password-reset'

export interface Link {
  readonly tokenHash: string
  readonly developerId: string
  readonly purpose: LinkPurpose
  /** What an activation brings into force. */
  readonly passwordHash: string | undefined
  readonly createdAt: EpochMs
  readonly expiresAt: EpochMs
}

export interface LinkStore {
  create(link: Link): Promise<void>
  /** Only a link that still works. */
  findLiving(tokenHash: string, at: EpochMs): Promise<Link | undefined>
  /** The newest link of a developer, whether it works or not. */
  findLatest(developerId: string): Promise<Link | undefined>
  /** Uses it up; false when it did not work any more. */
  use(tokenHash: string, at: EpochMs): Promise<boolean>
  /** Every link of the developer stops working. */
  replaceAll(developerId: string, at: EpochMs): Promise<void>
}

export interface SessionStore {
  create(session: {
    tokenHash: string
    developerId: string
    createdAt: EpochMs
    expiresAt: EpochMs
  }): Promise<void>
  /** The developer of a session that has not ended. */
  findDeveloper(tokenHash: string, at: EpochMs): Promise<Developer | undefined>
  end(tokenHash: string): Promise<void>
  /** Ends all sessions of a developer but one. */
  endAll(developerId: string, exceptTokenHash?: string): Promise<void>
  removeExpired(at: EpochMs): Promise<void>
}
