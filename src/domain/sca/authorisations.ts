/** Takes a customer through an authorisation up to the finished authentication. It knows no HTTP and no consent. */
import type {
  AuthenticationMode,
  AuthenticationStatus,
  BankConnector,
  StartedAuthentication,
} from '#src/connector/bank-connector.ts'
import type { AuditEvent } from '#src/domain/audit/audit-trail.ts'
import type { Transact } from '#src/domain/audit/transact.ts'
import type { EpochMs } from '#src/kit/clock.ts'
import { minuteMs, secondMs } from '#src/kit/clock.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import { createSecret, sha256Hex } from '#src/kit/random.ts'
import type { Random } from '#src/kit/random.ts'
import { authorisationMoves, isEnded } from './authorisation.ts'
import type { Authorisation, AuthorisationState, BankAuthentication } from './authorisation.ts'
import type { AuthorisationChange, AuthorisationStore } from './authorisation-store.ts'
import { assertCanMove, planMove } from './planned-moves.ts'
import type { Planned } from './planned-moves.ts'

/** The time on a World's own clock. */
export type WorldNow = (worldId: string) => Promise<EpochMs>

/** How long a customer may read the first page before it runs out. */
const askedLifetimeMs = 15 * minuteMs
/** Inactivity allowed after the authentication. @see RTS 2018/389 art. 4(3)(d) */
const authenticatedLifetimeMs = 5 * minuteMs

export interface AuthorisationDependencies {
  readonly transact: Transact<{ authorisations: AuthorisationStore }>
  readonly authorisations: AuthorisationStore
  readonly connector: BankConnector
  readonly worldNow: WorldNow
  readonly random: Random
  /** From the bank's profile. */
  readonly limits: { readonly attemptsMax: number; readonly authenticationSeconds: number }
}

/** What a no means in a state where it is not a refusal: a customer who leaves after a failure was not authenticated. */
const refusals: Partial<Record<AuthorisationState, AuthorisationState>> = {
  pending: 'cancelled',
  failed: 'not-authenticated',
  unconfirmed: 'not-authenticated',
}

/** What an authorisation begins with. */
export type NewAuthorisation = Pick<
  Authorisation,
  | 'id'
  | 'realm'
  | 'worldId'
  | 'appId'
  | 'organisationId'
  | 'language'
  | 'services'
  | 'subject'
  | 'approach'
  | 'loginHint'
  | 'returnTo'
  | 'linkHash'
  | 'standsFor'
> & {
  /** How long it waits for the customer; 15 minutes unless said otherwise. */
  readonly lifetimeMs?: number
}

interface Order {
  readonly mode: AuthenticationMode
  readonly expected?: string | undefined
  readonly actId?: string
}

export class Authorisations {
  readonly #deps: AuthorisationDependencies

  constructor(deps: AuthorisationDependencies) {
    this.#deps = deps
  }

  async begin(input: NewAuthorisation): Promise<void> {
    const now = await this.#deps.worldNow(input.worldId)
    await this.#deps.authorisations.create(buildAuthorisation(input, now))
  }

  /** The authorisation as it is now: run out of time, or finished at the bank, counts at once. */
  async load(id: string): Promise<Authorisation> {
    const found = await this.#find(id)
    if (found.state === 'pending') return this.#collect(found)
    return this.#expireIfLate(found)
  }

  /** Starts (or starts again) the authentication at the bank. `expected` is the customer said to come. */
  async startAuthentication(
    id: string,
    { mode, expected }: { mode: AuthenticationMode; expected?: string },
  ): Promise<Authorisation> {
    const current = await this.load(id)
    if (!authorisationMoves[current.state].includes('pending')) return current
    await this.#move(current, 'pending', await this.#order(current, { mode, expected }))
    return this.#find(id)
  }

  /**
   * The same for what a TPP asked for in the customer's own app: the bank is asked, once for each `actId`, and what follows
   * is planned. Throws `authorisation-ended`.
   */
  async planPush(planned: Planned, psuId: string, actId: string): Promise<Planned> {
    assertCanMove(planned.authorisation, 'pending')
    const order = { mode: 'push', expected: psuId, actId } as const
    const change = await this.#order(planned.authorisation, order)
    const { psuId: known } = planned.authorisation
    const actor = { kind: 'psu', ...(known === undefined ? {} : { id: known }) } as const
    return planMove(planned, 'pending', { ...change, actor })
  }

  async #order(
    current: Authorisation,
    { mode, expected, actId }: Order,
  ): Promise<AuthorisationChange> {
    const now = await this.#deps.worldNow(current.worldId)
    const context = contextOf(current, now)
    const started = await this.#deps.connector.startAuthentication(
      actId === undefined ? context : { ...context, actId },
      mode,
      mode === 'push' ? expected : undefined,
    )
    const lifetimeMs = this.#deps.limits.authenticationSeconds * secondMs
    return {
      bank: toBankAuthentication(started),
      mode,
      ...(expected === undefined ? {} : { loginHint: expected }),
      startedAt: now,
      expiresAt: Math.min(started.expiresAtMs, now + lifetimeMs),
    }
  }

  /**
   * Opens the link of a redirect, once: answers the secret that the browser keeps from now on, or undefined when the link
   * is wrong or has been opened. The way back leads into the browser that began.
   */
  async openLink(id: string, linkSecret: string): Promise<string | undefined> {
    const found = await this.#deps.authorisations.find(id)
    if (found?.linkHash === undefined || found.linkHash !== sha256Hex(linkSecret)) return undefined
    const secret = createSecret('', this.#deps.random)
    const isBound = await this.#deps.authorisations.bindBrowser(id, sha256Hex(secret))
    return isBound ? secret : undefined
  }

  /** True when the secret is that of the browser which opened the link. */
  async isBoundTo(id: string, browserSecret: string): Promise<boolean> {
    const found = await this.#deps.authorisations.find(id)
    return found?.browserHash !== undefined && found.browserHash === sha256Hex(browserSecret)
  }

  /** The customer reads on in another language. */
  async speak(id: string, language: 'en' | 'sv'): Promise<void> {
    await this.#deps.authorisations.setLanguage(id, language)
  }

  /** The customer says no before or after the authentication. */
  async refuse(id: string): Promise<Authorisation> {
    const current = await this.load(id)
    if (isEnded(current.state)) return current
    await this.#move(current, refusals[current.state] ?? 'refused', {})
    return this.#find(id)
  }

  /** There is nothing to give access to. */
  async endWithoutAccounts(id: string): Promise<Authorisation> {
    const current = await this.load(id)
    if (current.state === 'authenticated') await this.#move(current, 'without-accounts', {})
    return this.#find(id)
  }

  async #find(id: string): Promise<Authorisation> {
    const found = await this.#deps.authorisations.find(id)
    if (!found) throw new DomainError('authorisation-unknown')
    return found
  }

  async #expireIfLate(current: Authorisation): Promise<Authorisation> {
    if (isEnded(current.state)) return current
    const now = await this.#deps.worldNow(current.worldId)
    if (now < current.expiresAt) return current
    await this.#move(current, 'timed-out', {})
    return this.#find(current.id)
  }

  async #collect(current: Authorisation): Promise<Authorisation> {
    const now = await this.#deps.worldNow(current.worldId)
    // A pending authorisation always carries the bank's reference: both are set by one move.
    const reference = current.bank?.reference ?? ''
    const status = await this.#deps.connector.collectAuthentication(
      contextOf(current, now),
      reference,
    )
    if (status.outcome === 'pending') return this.#expireIfLate(current)
    const { to, change } = this.#afterCollect(current, status, now)
    await this.#move(current, to, change)
    return this.#find(current.id)
  }

  #afterCollect(
    current: Authorisation,
    status: Exclude<AuthenticationStatus, { outcome: 'pending' }>,
    now: EpochMs,
  ): { to: AuthorisationState; change: AuthorisationChange } {
    switch (status.outcome) {
      case 'complete':
        return {
          to: 'authenticated',
          change: {
            psuId: status.customerId,
            authenticatedAt: now,
            expiresAt: now + authenticatedLifetimeMs,
          },
        }
      case 'cancelled':
        return { to: 'cancelled', change: {} }
      case 'timed-out':
        return { to: 'timed-out', change: {} }
      case 'failed': {
        const attempts = current.attempts + 1
        const isLast = attempts >= this.#deps.limits.attemptsMax
        return {
          to: isLast ? 'not-authenticated' : 'failed',
          change: { attempts, expiresAt: now + askedLifetimeMs },
        }
      }
    }
  }

  async #move(current: Authorisation, to: AuthorisationState, change: AuthorisationChange) {
    const { id, state: from } = current
    if (!authorisationMoves[from].includes(to))
      throw new DomainError('authorisation-ended', { from })
    await this.#deps.transact(async ({ authorisations, audit }) => {
      const isMoved = await authorisations.move(id, { from, to, change })
      if (isMoved) audit.record(eventOf(current, to, change.psuId ?? current.psuId))
    })
  }
}

/** One that nobody has begun yet. */
export function buildAuthorisation(asked: NewAuthorisation, now: EpochMs): Authorisation {
  const { lifetimeMs = askedLifetimeMs, ...input } = asked
  const expiresAt = now + lifetimeMs
  return { ...input, state: 'asked', attempts: 0, createdAt: now, expiresAt }
}

function toBankAuthentication(started: StartedAuthentication): BankAuthentication {
  const { reference, autoStartToken, qrStartToken, qrSecret } = started
  return { reference, autoStartToken, qrStartToken, qrSecret }
}

function contextOf(authorisation: Authorisation, nowMs: EpochMs) {
  return { realm: authorisation.realm, worldId: authorisation.worldId, nowMs }
}

function eventOf(
  authorisation: Authorisation,
  to: AuthorisationState,
  psuId: string | undefined,
): AuditEvent {
  return {
    realm: authorisation.realm,
    actor: psuId ? { kind: 'psu', id: psuId } : { kind: 'psu' },
    action: `authorisation.${to}`,
    subject: { kind: 'authorisation', id: authorisation.id },
    facts: { appId: authorisation.appId, from: authorisation.state },
  }
}
