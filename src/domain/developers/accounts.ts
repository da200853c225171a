/** The door of the room: everything a developer can do with an account. No answer tells whether an address has one. */
import type { EpochMs } from '#src/kit/clock.ts'
import { sha256Hex } from '#src/kit/random.ts'
import type { MailLanguage } from '#src/domain/mail/mail-texts.ts'
import type { AccountDependencies, AccountStores } from './account-dependencies.ts'
import { findLiveSession, issueLink, openSession, sessionIdOf } from './credentials.ts'
import type { OpenedSession } from './credentials.ts'
import { deleteDeveloper, eraseDueDevelopers } from './deletion.ts'
import type { Developer, SessionDeveloper } from './developer.ts'
import { refuse } from './developers-errors.ts'
import { normaliseEmail, parseEmail } from './email.ts'
import { parsePassword } from './passwords.ts'
import type { Bucket } from './rate-limits.ts'
import { activate, issueLinkToNobody, mailActivation, signUp } from './sign-up.ts'

export class Accounts {
  readonly #deps: AccountDependencies

  constructor(deps: AccountDependencies) {
    this.#deps = deps
  }

  /** Sends an activation link, or word that the address has an account already; the caller cannot tell which. */
  signUp(input: { email: string; language: MailLanguage; source: string }): Promise<void> {
    return signUp(this.#deps, input)
  }

  /** Brings the account to life with the password chosen behind its link, and signs in. */
  activate(input: { token: string; password: string }): Promise<OpenedSession & { email: string }> {
    return activate(this.#deps, input)
  }

  /** Sends a link to set a new password; to an account not yet activated, another activation link. */
  async requestReset(input: {
    email: string
    language: MailLanguage
    source: string
  }): Promise<void> {
    const { limits, transact, mailer } = this.#deps
    const email = parseEmail(input.email)
    await limits.take([{ name: 'reset-source', of: [input.source] }])
    // Nothing is lost by silence: the last link still works.
    if (!(await limits.isWithin({ name: 'reset-address', of: [email] }))) return
    await this.#noteAttempt('developer.reset-asked', email)
    await transact(async (stores) => {
      const found = await stores.developers.findByEmail(email)
      const developer = found && (await stores.developers.lock(found.id))
      const mail = { to: email, language: input.language }
      if (developer?.state === 'pending')
        return mailActivation(this.#deps, stores, { ...mail, developer })
      if (developer?.state !== 'active') return issueLinkToNobody(this.#deps, stores)
      const link = { developerId: developer.id, purpose: 'password-reset' as const }
      const token = await issueLink(stores, link, this.#moment())
      return mailer.enqueue(stores, { ...mail, kind: 'password-reset', token })
    })
  }

  /** Sets the password, ends all sessions and lifts what has been counted against the address. */
  async resetPassword(input: { token: string; password: string }): Promise<void> {
    const { links, developers, passwords, transact } = this.#deps
    const tokenHash = sha256Hex(input.token)
    const link = await links.findUsable(tokenHash, 'password-reset', this.#now())
    const owner = link && (await developers.find(link.developerId))
    if (!owner) throw refuse('link-invalid')
    const passwordHash = await passwords.hash(this.#parsePassword(input.password, owner))
    await transact(async ({ audit, ...stores }) => {
      const developer = await stores.developers.lock(owner.id)
      const isUsed = await stores.links.use(tokenHash, this.#now())
      if (developer?.state !== 'active' || !isUsed) throw refuse('link-invalid')
      await this.#setPassword(stores, developer, passwordHash)
      await this.#liftLimits(stores, developer.email)
      const actor = { kind: 'developer' as const, id: owner.id }
      const subject = { kind: 'developer', id: owner.id }
      audit.record({ actor, action: 'developer.password-reset', subject })
    })
  }

  /** Throws `sign-in-failed`, whatever the reason is, and `too-many-requests`. */
  async signIn(input: { email: string; password: string; source: string }): Promise<OpenedSession> {
    const { limits, developers, passwords } = this.#deps
    const email = normaliseEmail(input.email) ?? input.email.slice(0, 254)
    const pair: Bucket = { name: 'sign-in-pair', of: [email, input.source] }
    const shared: Bucket[] = [
      { name: 'sign-in-source', of: [input.source] },
      { name: 'sign-in-address', of: [email] },
    ]
    // The victim's own counter comes last: who is stopped before cannot fill it.
    await limits.take([pair, ...shared])
    const developer = await developers.findByEmail(email)
    const hash = developer?.state === 'active' ? developer.passwordHash : ''
    const password = input.password.normalize('NFC')
    const isRight = await passwords.verify(password, hash).catch(async (cause: unknown) => {
      await limits.giveBack([pair, ...shared]) // nothing was tried
      throw cause
    })
    if (!isRight || !developer) {
      await this.#noteAttempt('developer.sign-in-failed', email)
      throw refuse('sign-in-failed')
    }
    const session = await this.#openSession(developer)
    await limits.lift(this.#deps, pair)
    await limits.giveBack(shared)
    return session
  }

  /** Ends the session; a token that is none ends nothing. */
  async signOut(sessionToken: string): Promise<void> {
    const { transact } = this.#deps
    const session = await findLiveSession(this.#deps, sessionToken, this.#now())
    await transact(async ({ sessions, audit }) => {
      await sessions.remove(sha256Hex(sessionToken))
      if (!session) return
      const actor = { kind: 'developer' as const, id: session.developerId }
      const subject = { kind: 'developer', id: session.developerId }
      audit.note({ actor, action: 'developer.signed-out', subject })
    })
  }

  async findSession(sessionToken: string): Promise<SessionDeveloper | undefined> {
    const { developers, organisations } = this.#deps
    const session = await findLiveSession(this.#deps, sessionToken, this.#now())
    const developer = session && (await developers.find(session.developerId))
    if (developer?.state !== 'active') return undefined
    const { id, email, language, createdAt } = developer
    const memberships = await organisations.listOf(id)
    return { developerId: id, email, language, createdAt, organisations: memberships }
  }

  /** All sessions end, and the one it is done from goes on under a new token. */
  async changePassword(input: {
    sessionToken: string
    currentPassword: string
    newPassword: string
  }): Promise<OpenedSession> {
    const developer = await this.#loadOwner(input.sessionToken)
    const newPassword = this.#parsePassword(input.newPassword, developer)
    await this.#proveOwner(developer, input.currentPassword)
    const passwordHash = await this.#deps.passwords.hash(newPassword)
    return this.#deps.transact(async ({ audit, ...stores }) => {
      const locked = await stores.developers.lock(developer.id)
      if (locked?.passwordHash !== developer.passwordHash) throw refuse('current-password-wrong')
      await this.#setPassword(stores, developer, passwordHash)
      const actor = { kind: 'developer' as const, id: developer.id }
      const subject = { kind: 'developer', id: developer.id }
      audit.record({ actor, action: 'developer.password-changed', subject })
      return openSession(stores, developer.id, this.#moment())
    })
  }

  /** Ends the account and all access of its apps at once. */
  async deleteAccount(input: {
    sessionToken: string
    currentPassword: string
    reason?: string
  }): Promise<void> {
    const developer = await this.#loadOwner(input.sessionToken)
    await this.#proveOwner(developer, input.currentPassword)
    await deleteDeveloper(this.#deps, developer.id, input.reason)
  }

  /** Job: erases accounts deleted 14 days ago. Answers how many. */
  async eraseDue(): Promise<number> {
    return eraseDueDevelopers(this.#deps)
  }

  /** Counted, not recorded one by one; an address that nobody has is not kept. */
  async #noteAttempt(action: string, email: string) {
    const developer = await this.#deps.developers.findByEmail(email)
    const id = developer?.id ?? 'unknown'
    this.#deps.attempts.note({ action, subject: { kind: 'developer', id } })
  }

  #parsePassword(typed: string, { email }: Developer): string {
    return parsePassword(typed, { email, names: this.#deps.names })
  }

  async #loadOwner(token: string): Promise<Developer> {
    const session = await findLiveSession(this.#deps, token, this.#now())
    const developer = session && (await this.#deps.developers.find(session.developerId))
    if (developer?.state !== 'active') throw refuse('not-signed-in')
    return developer
  }

  /** A session may be stolen; what cannot be taken back asks for the password again. */
  async #proveOwner(developer: Developer, typed: string) {
    const { limits, passwords } = this.#deps
    const attempts: Bucket = { name: 'current-password', of: [developer.id] }
    await limits.take([attempts])
    if (!(await passwords.verify(typed.normalize('NFC'), developer.passwordHash))) {
      await this.#noteAttempt('developer.password-refused', developer.email)
      throw refuse('current-password-wrong')
    }
    await limits.lift(this.#deps, attempts)
  }

  async #openSession(verified: Developer): Promise<OpenedSession> {
    return this.#deps.transact(async ({ audit, ...stores }) => {
      const developer = await stores.developers.lock(verified.id)
      // Changed or deleted while the password was being checked.
      const isSame = developer?.passwordHash === verified.passwordHash
      if (developer?.state !== 'active' || !isSame) throw refuse('sign-in-failed')
      const actor = { kind: 'developer' as const, id: verified.id }
      const subject = { kind: 'developer', id: verified.id }
      const session = await openSession(stores, verified.id, this.#moment())
      const facts = { sessionId: sessionIdOf(session.token) }
      audit.note({ actor, action: 'developer.signed-in', subject, facts })
      return session
    })
  }

  async #setPassword(stores: AccountStores, developer: Developer, passwordHash: string) {
    const { id, email: to, language } = developer
    await stores.developers.setPassword(id, passwordHash)
    await stores.sessions.removeOf(id)
    await stores.links.replaceAll(id, this.#now())
    await this.#deps.mailer.enqueue(stores, { kind: 'password-changed', to, language })
  }

  async #liftLimits(stores: AccountStores, email: string) {
    const names = ['sign-in-pair', 'sign-in-address', 'reset-address'] as const
    for (const name of names) await this.#deps.limits.lift(stores, { name, of: [email] })
  }

  #now(): EpochMs {
    return this.#deps.clock.now()
  }

  #moment() {
    return { now: this.#now(), random: this.#deps.random }
  }
}
