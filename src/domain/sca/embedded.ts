/** The embedded approach: the customer's password and one-time password come through the TPP. It says never what was wrong. */
import type { Transact } from '#src/domain/audit/transact.ts'
import type { ProfileOf } from '#src/domain/catalogue/bank-profile.ts'
import type { BankConnector, BankScaMethod } from '#src/connector/bank-connector.ts'
import { minuteMs } from '#src/kit/clock.ts'
import type { EpochMs } from '#src/kit/clock.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import type { Authorisation, AuthorisationState } from './authorisation.ts'
import { authorisationMoves } from './authorisation.ts'
import type { AuthorisationChange, AuthorisationStore } from './authorisation-store.ts'
import type { WorldNow } from './authorisations.ts'
import { isBlocked } from './psu-failures.ts'
import type { PsuFailureStore, PsuKey } from './psu-failures.ts'

export interface EmbeddedDependencies {
  readonly transact: Transact<{ authorisations: AuthorisationStore }>
  readonly authorisations: AuthorisationStore
  readonly psuFailures: PsuFailureStore
  readonly connector: BankConnector
  readonly worldNow: WorldNow
  readonly profileOf: ProfileOf
}

/** After a step: the authorisation, and the methods to choose from when there is a choice. */
export interface EmbeddedStep {
  readonly authorisation: Authorisation
  readonly methods?: readonly BankScaMethod[]
  readonly chosen?: BankScaMethod
}

/** One try of a customer, with its number among those that failed or are under way. */
interface Attempt {
  readonly key: PsuKey
  readonly number: number
  readonly max: number
  readonly isAllowed: boolean
}

export class Embedded {
  readonly #deps: EmbeddedDependencies

  constructor(deps: EmbeddedDependencies) {
    this.#deps = deps
  }

  /** The TPP says who the customer is; nothing is believed yet. */
  async identify(authorisation: Authorisation, psuId: string): Promise<EmbeddedStep> {
    const moved = await this.#move(authorisation, 'identified', { loginHint: psuId })
    return { authorisation: moved }
  }

  /**
   * Checks the password. With no method the customer is authenticated by it, with one its challenge is sent at once,
   * with several the TPP chooses. Throws `psu-credentials-invalid`, `psu-unknown` when nobody said who it is,
   * `authorisation-ended`.
   */
  async checkPassword(
    authorisation: Authorisation,
    { psuId, password }: { psuId?: string; password: string },
  ): Promise<EmbeddedStep> {
    assertCanMove(authorisation, 'password-checked')
    const claimed = psuId ?? authorisation.loginHint
    if (claimed === undefined) throw new DomainError('psu-unknown')
    const context = await this.#contextOf(authorisation)
    const { connector, psuFailures } = this.#deps
    const attempt = await this.#attempt(authorisation, claimed, context.nowMs)
    const checked = attempt.isAllowed
      ? await this.#judged(attempt, connector.checkPassword(context, { psuId: claimed, password }))
      : { outcome: 'wrong' as const }
    if (checked.outcome === 'wrong') return this.#fail(authorisation, attempt)
    await psuFailures.takeBack(attempt.key, attempt.max)
    const { customerId, methods } = checked
    const change = { psuId: customerId, loginHint: claimed }
    const [only] = methods
    if (!only) {
      const authenticated = { ...change, authenticatedAt: context.nowMs }
      return { authorisation: await this.#move(authorisation, 'authenticated', authenticated) }
    }
    const known = await this.#move(authorisation, 'password-checked', change)
    if (methods.length > 1) return { authorisation: known, methods }
    return this.selectMethod(known, only.id)
  }

  /** Sends the challenge of a method. Throws `sca-method-unknown`, `authorisation-ended`. */
  async selectMethod(authorisation: Authorisation, methodId: string): Promise<EmbeddedStep> {
    assertCanMove(authorisation, 'challenged')
    const { psuId: customerId } = authorisation
    if (customerId === undefined) throw new DomainError('psu-unknown')
    const context = await this.#contextOf(authorisation)
    const wanted = { customerId, methodId }
    const started = await this.#deps.connector.startChallenge(context, wanted)
    const { reference, data, method: chosen } = started
    const challenge = { methodId, reference, data }
    return { authorisation: await this.#move(authorisation, 'challenged', { challenge }), chosen }
  }

  /** Checks the one-time password. Throws `psu-credentials-invalid`, `authorisation-ended`. */
  async answer(authorisation: Authorisation, otp: string): Promise<EmbeddedStep> {
    const { challenge, psuId } = authorisation
    if (authorisation.state !== 'challenged' || !challenge || psuId === undefined) {
      throw new DomainError('authorisation-ended', { from: authorisation.state })
    }
    const context = await this.#contextOf(authorisation)
    const { connector, psuFailures } = this.#deps
    const attempt = await this.#attempt(authorisation, psuId, context.nowMs)
    const { reference } = challenge
    const outcome = attempt.isAllowed
      ? await this.#judged(attempt, connector.checkChallenge(context, { reference, otp }))
      : 'wrong'
    if (outcome === 'wrong') return this.#fail(authorisation, attempt)
    await psuFailures.clear(attempt.key)
    const change = { authenticatedAt: context.nowMs }
    return { authorisation: await this.#move(authorisation, 'authenticated', change) }
  }

  /** Counts a failure before anything is checked, so that callers at once have no more tries than one after the other. */
  async #attempt(authorisation: Authorisation, psuId: string, now: EpochMs): Promise<Attempt> {
    const { psuFailures, profileOf } = this.#deps
    const { attemptsMax: max, blockMinutes } = (await profileOf(authorisation.worldId)).sca
    const key = keyOf(authorisation, psuId)
    // A try during the block does not make it longer: else a stranger could keep a customer out for ever.
    if (await isBlocked(psuFailures, key, now)) return { key, number: max, max, isAllowed: false }
    const number = await psuFailures.add(key, { max, blockedUntil: now + blockMinutes * minuteMs })
    return { key, number, max, isAllowed: number <= max }
  }

  /** A bank that gives no answer has judged nobody. */
  async #judged<Verdict>({ key, max }: Attempt, asked: Promise<Verdict>): Promise<Verdict> {
    try {
      return await asked
    } catch (error) {
      await this.#deps.psuFailures.takeBack(key, max)
      throw error
    }
  }

  /** The last failure ends the authorisation. It always throws. */
  async #fail(authorisation: Authorisation, { number, max }: Attempt): Promise<never> {
    const isLast = number >= max
    if (isLast) await this.#move(authorisation, 'not-authenticated', {})
    throw new DomainError('psu-credentials-invalid', { isLast })
  }

  async #move(
    current: Authorisation,
    to: AuthorisationState,
    change: AuthorisationChange,
  ): Promise<Authorisation> {
    const { id, state: from, realm, appId, worldId } = current
    assertCanMove(current, to)
    const { sca } = await this.#deps.profileOf(worldId)
    const expiresAt = (await this.#deps.worldNow(worldId)) + sca.idleMinutes * minuteMs
    const isMoved = await this.#deps.transact(async ({ authorisations, audit }) => {
      if (!(await authorisations.move(id, { from, to, change: { ...change, expiresAt } })))
        return false
      const subject = { kind: 'authorisation', id }
      const actor = { kind: 'app' as const, id: appId }
      audit.record({ realm, actor, action: `authorisation.${to}`, subject, facts: { appId, from } })
      return true
    })
    const found = await this.#deps.authorisations.find(id)
    // Somebody was quicker: what they did stands.
    if (!found || !isMoved) throw new DomainError('authorisation-ended', { from })
    return found
  }

  async #contextOf({ realm, worldId }: Authorisation) {
    const nowMs: EpochMs = await this.#deps.worldNow(worldId)
    return { realm, worldId, nowMs }
  }
}

function keyOf({ realm, worldId }: Authorisation, psuId: string) {
  return { realm, worldId, psuId }
}

function assertCanMove({ state }: Authorisation, to: AuthorisationState) {
  if (!authorisationMoves[state].includes(to)) {
    throw new DomainError('authorisation-ended', { from: state })
  }
}
