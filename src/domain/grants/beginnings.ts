/** Consents that a TPP makes and authorisations that it starts: the bank is asked first, then all of a request is stored in one transaction. */
import type { Transact } from '#src/domain/audit/transact.ts'
import type { ProfileOf } from '#src/domain/catalogue/bank-profile.ts'
import type { Consent } from '#src/domain/consents/consent.ts'
import { receive } from '#src/domain/consents/consents.ts'
import type { NotificationTarget } from '#src/domain/notifications/notification.ts'
import type { NotificationStore } from '#src/domain/notifications/notification-store.ts'
import type { Authorisation, ReturnAddresses } from '#src/domain/sca/authorisation.ts'
import { isEnded } from '#src/domain/sca/authorisation.ts'
import { buildAuthorisation } from '#src/domain/sca/authorisations.ts'
import type { Authorisations, WorldNow } from '#src/domain/sca/authorisations.ts'
import type { AuthorisationStore } from '#src/domain/sca/authorisation-store.ts'
import { chooseApproach, startsImplicitly } from '#src/domain/sca/choose-approach.ts'
import type { ScaWish } from '#src/domain/sca/choose-approach.ts'
import type { Embedded, EmbeddedStep, JudgedStep, StepStores } from '#src/domain/sca/embedded.ts'
import type { Planned } from '#src/domain/sca/planned-moves.ts'
import type { KeepingStores, WriteUnderWay } from '#src/domain/writes/write-under-way.ts'
import { minuteMs } from '#src/kit/clock.ts'
import { createSecret, sha256Hex } from '#src/kit/random.ts'
import type { Random } from '#src/kit/random.ts'
import type { ApprovalStores } from './approvals.ts'
import { assertNoneInTheWay, assertWaiting, beginAlone, isWalk } from './begin-alone.ts'
import type { Steps } from './steps.ts'

interface BeginningStores extends ApprovalStores, StepStores, KeepingStores {
  readonly notifications: Pick<NotificationStore, 'watch'>
}

export interface BeginningDependencies {
  readonly transact: Transact<BeginningStores>
  readonly worldNow: WorldNow
  readonly profileOf: ProfileOf
  readonly authorisations: Authorisations
  readonly embedded: Embedded
  readonly steps: Steps
  readonly store: AuthorisationStore
  readonly random: Random
}

/** What the TPP sends when it starts one. */
export interface AuthorisationWish {
  readonly sca: Omit<ScaWish, 'needsPages' | 'hasRedirectUri'>
  readonly returnTo?: ReturnAddresses
  /** PSU-ID: the customer as the TPP says. */
  readonly psuId?: string
  readonly language: 'en' | 'sv'
}

export interface Beginning {
  readonly wish: AuthorisationWish
  /** Whom to tell of it from now on. */
  readonly target?: NotificationTarget
  /** The customer's, sent along in the embedded approach. */
  readonly password?: string
}

/** A started authorisation. `linkSecret` opens the customer's pages once; it is in this answer only. */
export interface StartedAuthorisation {
  readonly authorisation: Authorisation
  readonly linkSecret?: string
  /** True when the TPP must confirm it with the code of the way back. */
  readonly needsConfirmation?: boolean
  /** What the password that came along has led to. */
  readonly step?: EmbeddedStep
}

/** A consent, and its authorisation where that starts with it. */
export interface MadeConsent {
  readonly consent: Consent
  readonly started?: StartedAuthorisation
}

/** An authorisation as it is to be stored first, and how far the bank has been asked since. */
interface Begun extends Pick<StartedAuthorisation, 'linkSecret' | 'needsConfirmation'> {
  readonly first: Authorisation
  readonly judged: JudgedStep
}

export class Beginnings {
  readonly #deps: BeginningDependencies

  constructor(deps: BeginningDependencies) {
    this.#deps = deps
  }

  /** Makes a drafted consent, and with the implicit start its authorisation. Throws `redirect-uri-missing`. */
  async make(
    consent: Consent,
    { wish, target }: Beginning,
    write: WriteUnderWay<MadeConsent>,
  ): Promise<MadeConsent> {
    const { sca } = await this.#deps.profileOf(consent.worldId)
    const isImplicit = startsImplicitly(sca, toScaWish(consent, wish))
    const begun = isImplicit ? await this.#begin(consent, { wish }, write.id) : undefined
    const change = begun && (await this.#deps.steps.plan(begun.judged))
    return this.#deps.transact(async (stores) => {
      await receive(stores, consent)
      if (target) await stores.notifications.watch(target)
      if (begun) await stores.authorisations.create(begun.first)
      const step = await change?.(stores)
      const made = begun && step ? { consent, started: toStarted(begun, step) } : { consent }
      await write.keep(stores, made)
      return made
    })
  }

  /**
   * Starts an authorisation. Throws `redirect-uri-missing`; `consent-ended` when the consent can no longer be authorised;
   * `authorisation-under-way` when the same customer has one already; what the password that came along leads to.
   */
  async start(
    consent: Consent,
    { wish, target, password }: Beginning,
    write: WriteUnderWay<StartedAuthorisation>,
  ): Promise<StartedAuthorisation> {
    assertWaiting(consent)
    await this.#endLate(consent)
    const others = await this.#deps.store.listOfConsent(consent.id)
    assertNoneInTheWay(others, wish.psuId)
    const sent = password === undefined ? {} : { password }
    const begun = await this.#begin(consent, { wish, ...sent }, write.id)
    const { refusal } = begun.judged
    const change = await this.#deps.steps.plan(begun.judged)
    const hasStep = password !== undefined && begun.first.approach === 'embedded'
    const started = await this.#deps.transact(async (stores) => {
      await beginAlone(stores, consent.id, begun.first)
      if (target) await stores.notifications.watch(target)
      const step = await change(stores)
      const done = { ...toStarted(begun, step), ...(hasStep ? { step } : {}) }
      await write.keep(stores, refusal ?? done)
      return done
    })
    if (refusal) throw refusal
    return started
  }

  async #begin(
    consent: Consent,
    { wish, password }: Omit<Beginning, 'target'>,
    actId: string,
  ): Promise<Begun> {
    const { profileOf, worldNow, random } = this.#deps
    const { realm, worldId, appId, organisationId, services } = consent
    const { sca } = await profileOf(worldId)
    const approach = chooseApproach(sca, toScaWish(consent, wish))
    const linkSecret = approach === 'redirect' ? createSecret('portico_link_', random) : undefined
    const wanted = {
      id: random.uuid(),
      realm,
      worldId,
      appId,
      organisationId,
      services,
      language: wish.language,
      subject: { kind: 'consent', id: consent.id },
      approach,
      ...(wish.psuId === undefined ? {} : { loginHint: wish.psuId }),
      ...(wish.returnTo ? { returnTo: wish.returnTo } : {}),
      ...(linkSecret === undefined
        ? {}
        : { linkHash: sha256Hex(linkSecret), lifetimeMs: sca.redirectMinutes * minuteMs }),
    } as const
    const first = buildAuthorisation(wanted, await worldNow(worldId))
    const judged = await this.#ask({ authorisation: first, moves: [] }, { wish, password }, actId)
    if (linkSecret === undefined) return { first, judged }
    return { first, judged, linkSecret, needsConfirmation: sca.hasConfirmationCode }
  }

  /** In the decoupled approach the customer's app is called at once, when it is known whose. */
  async #ask(
    planned: Planned,
    { wish, password }: { wish: AuthorisationWish; password: string | undefined },
    actId: string,
  ): Promise<JudgedStep> {
    const { authorisations, embedded } = this.#deps
    const { psuId } = wish
    switch (planned.authorisation.approach) {
      case 'decoupled':
        return psuId === undefined ? planned : authorisations.planPush(planned, psuId, actId)
      case 'embedded': {
        const known = psuId === undefined ? planned : await embedded.identify(planned, psuId)
        return password === undefined ? known : embedded.checkPassword(known, { password }, actId)
      }
      case 'redirect':
      case 'oauth':
        return planned
    }
  }

  /** What has run out of time since somebody last looked no longer stands in the way. */
  async #endLate(consent: Consent) {
    const all = await this.#deps.store.listOfConsent(consent.id)
    const underWay = all.filter((one) => !isWalk(one) && !isEnded(one.state))
    for (const { id } of underWay) await this.#deps.authorisations.load(id)
  }
}

function toStarted(begun: Begun, { authorisation }: EmbeddedStep): StartedAuthorisation {
  const { linkSecret, needsConfirmation = false } = begun
  return linkSecret === undefined
    ? { authorisation }
    : { authorisation, linkSecret, needsConfirmation }
}

function toScaWish({ request }: Consent, { sca, returnTo }: AuthorisationWish): ScaWish {
  return {
    ...sca,
    hasRedirectUri: returnTo !== undefined,
    needsPages: request?.model === 'bank-offered',
  }
}
