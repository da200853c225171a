/** Authorisations of a consent that the TPP made: moved on, found, listed. The steps of a customer are other rooms' matter. */
import type { Consent, ConsentService } from '#src/domain/consents/consent.ts'
import { isWaiting } from '#src/domain/consents/consent.ts'
import type { ConsentStore } from '#src/domain/consents/consent-store.ts'
import type { Authorisation } from '#src/domain/sca/authorisation.ts'
import { authorisationMoves, isEnded } from '#src/domain/sca/authorisation.ts'
import type { AuthorisationStore } from '#src/domain/sca/authorisation-store.ts'
import type { Authorisations, NewAuthorisation } from '#src/domain/sca/authorisations.ts'
import type { Embedded, EmbeddedStep, JudgedStep } from '#src/domain/sca/embedded.ts'
import type { WriteUnderWay } from '#src/domain/writes/write-under-way.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import type { Approvals } from './approvals.ts'
import { isWalk } from './begin-alone.ts'
import type { Confirmations } from './confirmations.ts'
import type { Steps } from './steps.ts'

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
  readonly approvals: Approvals
  readonly confirmations: Confirmations
  readonly embedded: Embedded
  readonly steps: Steps
  readonly authorisations: Authorisations
  readonly store: AuthorisationStore
  readonly consents: ConsentStore
}

export class ConsentAuthorisations {
  readonly #deps: ConsentAuthorisationDependencies

  constructor(deps: ConsentAuthorisationDependencies) {
    this.#deps = deps
  }

  /**
   * The next step of an authorisation that goes through the TPP: the bank is asked first, then all of it is stored at once.
   * Throws what the step throws, `authorisation-ended` when the approach or the state knows no such step.
   */
  async update(
    consent: Consent,
    { id, step }: { readonly id: string; readonly step: AuthorisationStep },
    write: WriteUnderWay<EmbeddedStep>,
  ): Promise<EmbeddedStep> {
    const current = await this.load(consent, id)
    if (step.kind === 'confirm') return this.#deps.confirmations.confirm(current, step.code, write)
    if (current.approach === 'decoupled' && step.kind === 'identify') {
      if (!authorisationMoves[current.state].includes('pending')) return { authorisation: current }
      const { authorisations } = this.#deps
      const planned = { authorisation: current, moves: [] }
      return this.#deps.steps.store(
        await authorisations.planPush(planned, step.psuId, write.id),
        write,
      )
    }
    if (current.approach !== 'embedded') {
      throw new DomainError('authorisation-ended', { from: current.state })
    }
    return this.#deps.steps.store(await this.#take(current, step, write.id), write)
  }

  #take(
    authorisation: Authorisation,
    step: Exclude<AuthorisationStep, { kind: 'confirm' }>,
    actId: string,
  ): Promise<JudgedStep> {
    const { embedded } = this.#deps
    const planned = { authorisation, moves: [] }
    switch (step.kind) {
      case 'identify':
        return embedded.identify(planned, step.psuId)
      case 'password':
        return embedded.checkPassword(planned, step, actId)
      case 'method':
        return embedded.selectMethod(planned, step.methodId, actId)
      case 'answer':
        return embedded.answer(planned, step.otp, actId)
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
}
