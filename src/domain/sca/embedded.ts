/** The embedded approach: the customer's password and one-time password come through the TPP. It says never what was wrong, and stores nothing but tries. */
import type { AuditTrail } from '#src/domain/audit/audit-trail.ts'
import type { Transact } from '#src/domain/audit/transact.ts'
import type { ProfileOf } from '#src/domain/catalogue/bank-profile.ts'
import type { BankConnector, BankContext, BankScaMethod } from '#src/connector/bank-connector.ts'
import { minuteMs } from '#src/kit/clock.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import type { Authorisation, AuthorisationState } from './authorisation.ts'
import type { AuthorisationChange, AuthorisationStore } from './authorisation-store.ts'
import type { WorldNow } from './authorisations.ts'
import { assertCanMove, makeMoves, planMove } from './planned-moves.ts'
import type { Planned } from './planned-moves.ts'
import { countTry, withdrawTry } from './psu-failures.ts'
import type { Attempt, PsuFailureStore } from './psu-failures.ts'

export interface EmbeddedDependencies {
  readonly transact: Transact<{ psuFailures: PsuFailureStore }>
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

/** A step that the bank has judged and nobody has stored. */
export interface JudgedStep extends EmbeddedStep, Planned {
  /** A try that was right. */
  readonly success?: { readonly attempt: Attempt; readonly factor: 'password' | 'answer' }
  /** What the caller is to be told instead; the moves are made all the same. */
  readonly refusal?: DomainError
}

export interface StepStores {
  readonly authorisations: AuthorisationStore
  readonly psuFailures: PsuFailureStore
}

/** Stores a judged step. Throws `authorisation-ended` when somebody was quicker. */
export async function storeStep(
  stores: StepStores & { readonly audit: AuditTrail },
  judged: JudgedStep,
): Promise<void> {
  await makeMoves(stores, judged)
  if (!judged.success) return
  const { attempt, factor } = judged.success
  // A right password forgives no wrong ones; a customer who is authenticated begins anew.
  if (factor === 'answer') await stores.psuFailures.clear(attempt.key)
  else await stores.psuFailures.takeBack(attempt.key, attempt.max)
}

/** Every method takes the name of the write that the step came with: the same one is the same try, and acts at the bank once. */
export class Embedded {
  readonly #deps: EmbeddedDependencies

  constructor(deps: EmbeddedDependencies) {
    this.#deps = deps
  }

  /** The TPP says who the customer is; nothing is believed yet. */
  async identify(planned: Planned, psuId: string): Promise<JudgedStep> {
    return this.#plan(planned, 'identified', { loginHint: psuId })
  }

  /**
   * Checks the password. With no method the customer is authenticated by it, with one its challenge is sent at once,
   * with several the TPP chooses. Throws `psu-unknown` when nobody said who it is, `authorisation-ended`; a wrong one is
   * the refusal `psu-credentials-invalid`.
   */
  async checkPassword(
    planned: Planned,
    { psuId, password }: { psuId?: string; password: string },
    actId: string,
  ): Promise<JudgedStep> {
    const { authorisation } = planned
    assertCanMove(authorisation, 'password-checked')
    const claimed = psuId ?? authorisation.loginHint
    if (claimed === undefined) throw new DomainError('psu-unknown')
    const context = await this.#contextOf(authorisation, actId)
    const attempt = await this.#attempt(claimed, context)
    const checked = await this.#judge(attempt, () =>
      this.#deps.connector.checkPassword(context, { psuId: claimed, password }),
    )
    if (checked === undefined || checked.outcome === 'wrong') return this.#fail(planned, attempt)
    const { customerId, methods } = checked
    const change = { psuId: customerId, loginHint: claimed }
    const success = { attempt, factor: 'password' } as const
    const [only] = methods
    if (!only) {
      const authenticated = { ...change, authenticatedAt: context.nowMs }
      return { ...(await this.#plan(planned, 'authenticated', authenticated)), success }
    }
    const known = await this.#plan(planned, 'password-checked', change)
    if (methods.length > 1) return { ...known, methods, success }
    return { ...(await this.selectMethod(known, only.id, actId)), success }
  }

  /** Sends the challenge of a method. Throws `sca-method-unknown`, `authorisation-ended`. */
  async selectMethod(planned: Planned, methodId: string, actId: string): Promise<JudgedStep> {
    const { authorisation } = planned
    assertCanMove(authorisation, 'challenged')
    const { psuId: customerId } = authorisation
    if (customerId === undefined) throw new DomainError('psu-unknown')
    const context = await this.#contextOf(authorisation, actId)
    const wanted = { customerId, methodId }
    const started = await this.#deps.connector.startChallenge(context, wanted)
    const { reference, data, method: chosen } = started
    const challenge = { methodId, reference, data }
    return { ...(await this.#plan(planned, 'challenged', { challenge })), chosen }
  }

  /** Checks the one-time password. Throws `authorisation-ended`; a wrong one is the refusal `psu-credentials-invalid`. */
  async answer(planned: Planned, otp: string, actId: string): Promise<JudgedStep> {
    const { challenge, psuId, state } = planned.authorisation
    if (state !== 'challenged' || !challenge || psuId === undefined)
      throw new DomainError('authorisation-ended', { from: state })
    const context = await this.#contextOf(planned.authorisation, actId)
    const attempt = await this.#attempt(psuId, context)
    const { reference } = challenge
    const verdict = await this.#judge(attempt, () =>
      this.#deps.connector.checkChallenge(context, { reference, otp }),
    )
    if (verdict !== 'right') return this.#fail(planned, attempt)
    const change = { authenticatedAt: context.nowMs }
    const success = { attempt, factor: 'answer' } as const
    return { ...(await this.#plan(planned, 'authenticated', change)), success }
  }

  async #attempt(psuId: string, context: ActingContext): Promise<Attempt> {
    const { realm, worldId, nowMs: now, actId: id } = context
    const { attemptsMax: max, blockMinutes } = (await this.#deps.profileOf(worldId)).sca
    const rules = { max, now, blockMs: blockMinutes * minuteMs }
    return this.#deps.transact(({ psuFailures }) =>
      countTry(psuFailures, { id, key: { realm, worldId, psuId } }, rules),
    )
  }

  /** Undefined when the customer has no try left. A bank that gives no answer has judged nobody. */
  async #judge<Verdict>(
    attempt: Attempt,
    ask: () => Promise<Verdict>,
  ): Promise<Verdict | undefined> {
    if (!attempt.isAllowed) return undefined
    try {
      return await ask()
    } catch (error) {
      await this.#deps.transact(({ psuFailures }) => withdrawTry(psuFailures, attempt))
      throw error
    }
  }

  /** The last failure ends the authorisation. */
  async #fail(planned: Planned, { number, max }: Attempt): Promise<JudgedStep> {
    const isLast = number >= max
    const refusal = new DomainError('psu-credentials-invalid', { isLast })
    const ended = isLast ? await this.#plan(planned, 'not-authenticated', {}) : planned
    return { ...ended, refusal }
  }

  async #plan(
    planned: Planned,
    to: AuthorisationState,
    change: AuthorisationChange,
  ): Promise<Planned> {
    const { worldId, appId } = planned.authorisation
    assertCanMove(planned.authorisation, to)
    const { sca } = await this.#deps.profileOf(worldId)
    const expiresAt = (await this.#deps.worldNow(worldId)) + sca.idleMinutes * minuteMs
    return planMove(planned, to, { ...change, expiresAt, actor: { kind: 'app', id: appId } })
  }

  async #contextOf({ realm, worldId }: Authorisation, actId: string): Promise<ActingContext> {
    return { realm, worldId, actId, nowMs: await this.#deps.worldNow(worldId) }
  }
}

type ActingContext = BankContext & { readonly actId: string }
