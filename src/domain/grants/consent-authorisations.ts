/** Authorisations of a consent that the TPP made: started, found, listed. The steps of a customer are other rooms' matter. */
import type { Transact } from '#src/domain/audit/transact.ts'
import type { ProfileOf, ScaApproach } from '#src/domain/catalogue/bank-profile.ts'
import type { Consent, ConsentService } from '#src/domain/consents/consent.ts'
import { isWaiting } from '#src/domain/consents/consent.ts'
import type { ConsentStore } from '#src/domain/consents/consent-store.ts'
import type { Authorisation, ReturnAddresses } from '#src/domain/sca/authorisation.ts'
import { isEnded } from '#src/domain/sca/authorisation.ts'
import type { AuthorisationStore } from '#src/domain/sca/authorisation-store.ts'
import type { Authorisations, NewAuthorisation, WorldNow } from '#src/domain/sca/authorisations.ts'
import { chooseApproach, startsImplicitly } from '#src/domain/sca/choose-approach.ts'
import type { ScaWish } from '#src/domain/sca/choose-approach.ts'
import type { Embedded, EmbeddedStep } from '#src/domain/sca/embedded.ts'
import { minuteMs } from '#src/kit/clock.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import { createSecret, sha256Hex } from '#src/kit/random.ts'
import type { Random } from '#src/kit/random.ts'
import type { Approvals } from './approvals.ts'
import { assertWaiting, beginAlone, isWalk } from './begin-alone.ts'
import type { BegunForConsent, BeginningStores } from './begin-alone.ts'
import type { Confirmations } from './confirmations.ts'

/** What a TPP may send on (PUT). `identify` has no secret in it. */
export type AuthorisationStep =
  | { readonly kind: 'identify'; readonly psuId: string }
  | { readonly kind: 'password'; readonly psuId?: string; readonly password: string }
  | { readonly kind: 'method'; readonly methodId: string }
  | { readonly kind: 'answer'; readonly otp: string }
  | { readonly kind: 'confirm'; readonly code: string }

/** A consent as an app names it at the authorization server. */
export interface NamedConsent {
  readonly appId: string
  readonly consentId: string
  readonly service: ConsentService
}

export interface ConsentAuthorisationDependencies {
  readonly transact: Transact<BeginningStores>
  readonly worldNow: WorldNow
  readonly approvals: Approvals
  readonly confirmations: Confirmations
  readonly embedded: Embedded
  readonly authorisations: Authorisations
  readonly store: AuthorisationStore
  readonly consents: ConsentStore
  readonly profileOf: ProfileOf
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

/** A started authorisation. `linkSecret` opens the customer's pages once; it is in this answer only. */
export interface StartedAuthorisation {
  readonly authorisation: Authorisation
  readonly linkSecret?: string
  /** True when the TPP must confirm it with the code of the way back. */
  readonly needsConfirmation?: boolean
}

export class ConsentAuthorisations {
  readonly #deps: ConsentAuthorisationDependencies

  constructor(deps: ConsentAuthorisationDependencies) {
    this.#deps = deps
  }

  /** True when the authorisation is to be started together with the consent. */
  async startsImplicitly(consent: Consent, wish: AuthorisationWish): Promise<boolean> {
    const { sca } = await this.#deps.profileOf(consent.worldId)
    return startsImplicitly(sca, toScaWish(consent, wish))
  }

  /**
   * Starts one. Throws `redirect-uri-missing`; `consent-ended` when the consent can no longer be authorised;
   * `authorisation-under-way` when the same customer has one already.
   */
  async start(consent: Consent, wish: AuthorisationWish): Promise<StartedAuthorisation> {
    assertWaiting(consent)
    await this.#endLate(consent)
    const { sca } = await this.#deps.profileOf(consent.worldId)
    const approach = chooseApproach(sca, toScaWish(consent, wish))
    const id = this.#deps.random.uuid()
    const linkSecret =
      approach === 'redirect' ? createSecret('portico_link_', this.#deps.random) : undefined
    const { realm, worldId, appId, organisationId, services } = consent
    await this.#beginAlone({
      id,
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
    })
    const authorisation = await this.#begin(id, approach, wish.psuId)
    if (linkSecret === undefined) return { authorisation }
    return { authorisation, linkSecret, needsConfirmation: sca.hasConfirmationCode }
  }

  /** In the decoupled approach the customer's app is called at once, when it is known whose. */
  async #begin(id: string, approach: ScaApproach, psuId: string | undefined) {
    const { authorisations, embedded } = this.#deps
    const begun = await authorisations.load(id)
    if (psuId === undefined) return begun
    if (approach === 'decoupled') {
      return authorisations.startAuthentication(id, { mode: 'push', expected: psuId })
    }
    return approach === 'embedded' ? (await embedded.identify(begun, psuId)).authorisation : begun
  }

  /**
   * The next step of an authorisation that goes through the TPP. Throws what the step throws, `authorisation-ended` when
   * the approach or the state knows no such step.
   */
  async update(consent: Consent, id: string, step: AuthorisationStep): Promise<EmbeddedStep> {
    const current = await this.load(consent, id)
    if (current.approach === 'decoupled' && step.kind === 'identify') {
      const { psuId } = step
      const mode = { mode: 'push', expected: psuId } as const
      return { authorisation: await this.#deps.authorisations.startAuthentication(id, mode) }
    }
    if (step.kind === 'confirm')
      return { authorisation: await this.#deps.confirmations.confirm(current, step.code) }
    if (current.approach !== 'embedded') {
      throw new DomainError('authorisation-ended', { from: current.state })
    }
    const taken = await this.#take(current, step)
    return { ...taken, authorisation: await this.#settle(taken.authorisation) }
  }

  #take(
    current: Authorisation,
    step: Exclude<AuthorisationStep, { kind: 'confirm' }>,
  ): Promise<EmbeddedStep> {
    const { embedded } = this.#deps
    switch (step.kind) {
      case 'identify':
        return embedded.identify(current, step.psuId)
      case 'password':
        return embedded.checkPassword(current, step)
      case 'method':
        return embedded.selectMethod(current, step.methodId)
      case 'answer':
        return embedded.answer(current, step.otp)
    }
  }

  /** Where no page asks for accounts, the authentication is the yes and to cancel it is the no. */
  async #settle(authorisation: Authorisation): Promise<Authorisation> {
    const { approach, state, id } = authorisation
    const isWithoutPages = approach === 'embedded' || approach === 'decoupled'
    if (approach === 'decoupled' && state === 'cancelled') return this.#deps.approvals.refuse(id)
    if (!isWithoutPages || state !== 'authenticated') return authorisation
    return this.#deps.approvals.approveUnasked(id)
  }

  /**
   * The customer has come by the authorization server. False when there is no consent of this app that waits for it.
   * What the TPP started by `POST …/authorisations` follows this one from now on.
   */
  async beginByOauth(
    walk: NamedConsent & {
      readonly id: string
      readonly language: 'en' | 'sv'
      readonly redirectUri: string
    },
  ): Promise<boolean> {
    const consent = await this.#findWaiting(walk)
    if (!consent) return false
    const returnTo = { uri: walk.redirectUri }
    await this.#beginWalk(consent, walk, { approach: 'oauth', returnTo })
    return true
  }

  /** The same in the customer's own app. False too when the consent cannot be given without the bank's pages. */
  async beginByBackchannel(
    walk: NamedConsent & {
      readonly id: string
      readonly language: 'en' | 'sv'
      readonly psuId: string
    },
  ): Promise<boolean> {
    const consent = await this.#findWaiting(walk)
    if (!consent || consent.request?.model === 'bank-offered') return false
    const { id, psuId } = walk
    await this.#beginWalk(consent, walk, { approach: 'decoupled', loginHint: psuId })
    await this.#deps.authorisations.startAuthentication(id, { mode: 'push', expected: psuId })
    return true
  }

  /** Where the TPP has said that the customer of its consent may come back to. */
  async listRedirectUris(named: NamedConsent): Promise<readonly string[]> {
    const consent = await this.#findNamed(named)
    if (!consent) return []
    const started = (await this.list(consent)).flatMap(({ returnTo }) => returnTo?.uri ?? [])
    return [...new Set([...(consent.request?.redirectUris ?? []), ...started])]
  }

  async #findNamed({ consentId, appId, service }: NamedConsent): Promise<Consent | undefined> {
    const consent = await this.#deps.consents.find(consentId)
    return consent?.appId === appId && consent.services.includes(service) ? consent : undefined
  }

  async #findWaiting(named: NamedConsent): Promise<Consent | undefined> {
    const consent = await this.#findNamed(named)
    return consent && isWaiting(consent.status) ? consent : undefined
  }

  async #beginWalk(
    consent: Consent,
    { id, language }: { readonly id: string; readonly language: 'en' | 'sv' },
    way: Pick<NewAuthorisation, 'approach' | 'loginHint' | 'returnTo'>,
  ) {
    const { realm, worldId, appId, organisationId, services } = consent
    const started = (await this.list(consent)).findLast(({ approach }) => approach === 'oauth')
    await this.#deps.authorisations.begin({
      id,
      realm,
      worldId,
      appId,
      organisationId,
      services,
      language,
      subject: { kind: 'consent', id: consent.id },
      standsFor: started?.id ?? consent.id,
      ...way,
    })
  }

  /** One that its consent no longer waits for ends with it. Throws `authorisation-unknown` for one of another consent or none. */
  async load(consent: Consent, id: string): Promise<Authorisation> {
    const found = await this.#deps.store.find(id)
    if (found?.subject.kind !== 'consent' || found.subject.id !== consent.id) {
      throw new DomainError('authorisation-unknown')
    }
    const walked = await this.#findWalk(consent, found)
    const current = await this.#deps.authorisations.load(walked?.id ?? id)
    const isLeft = !isWaiting(consent.status) && !isEnded(current.state)
    return isLeft ? this.#deps.authorisations.refuse(current.id) : this.#settle(current)
  }

  /** The consent as it is now: what a customer has answered in their app counts before anybody asks for the authorisation. */
  async refresh(consent: Consent): Promise<Consent> {
    if (!isWaiting(consent.status)) return consent
    const waiting = (await this.list(consent)).filter(
      ({ approach, state }) => approach === 'decoupled' && !isEnded(state),
    )
    for (const { id } of waiting) await this.load(consent, id)
    return (waiting.length > 0 && (await this.#deps.consents.find(consent.id))) || consent
  }

  async list(consent: Consent): Promise<readonly Authorisation[]> {
    const all = await this.#deps.store.listOfConsent(consent.id)
    return all.filter((authorisation) => !isWalk(authorisation))
  }

  /** The walk at the authorization server that stands for what the TPP started: the newest one. */
  async #findWalk(consent: Consent, { approach }: Authorisation) {
    if (approach !== 'oauth') return undefined
    return (await this.#deps.store.listOfConsent(consent.id)).findLast(isWalk)
  }

  async #beginAlone(input: BegunForConsent) {
    const { transact, worldNow } = this.#deps
    await beginAlone(transact, input, await worldNow(input.worldId))
  }

  /** What has run out of time since somebody last looked no longer stands in the way. */
  async #endLate(consent: Consent) {
    const underWay = (await this.list(consent)).filter(({ state }) => !isEnded(state))
    for (const { id } of underWay) await this.#deps.authorisations.load(id)
  }
}

function toScaWish({ request }: Consent, { sca, returnTo }: AuthorisationWish): ScaWish {
  return {
    ...sca,
    hasRedirectUri: returnTo !== undefined,
    needsPages: request?.model === 'bank-offered',
  }
}
