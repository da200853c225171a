/** Consents that a TPP makes (`POST /v1/consents`): drafted, read, deleted, run out. Who authorises them is another room's matter. */
import type { Transact } from '#src/domain/audit/transact.ts'
import type { AuditActor, AuditTrail } from '#src/domain/audit/audit-trail.ts'
import type { ProfileOf } from '#src/domain/catalogue/bank-profile.ts'
import type { KeepingStores, WriteUnderWay } from '#src/domain/writes/write-under-way.ts'
import { dateInZone, dayMs, endOfDate, hourMs } from '#src/kit/clock.ts'
import type { EpochMs } from '#src/kit/clock.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import type { Random } from '#src/kit/random.ts'
import { assertMove, isFinal, noAccess, statusGivenUp } from './consent.ts'
import type {
  Consent,
  ConsentRequest,
  ConsentService,
  ConsentStatus,
  IssuedCard,
} from './consent.ts'
import type { ConsentStore } from './consent-store.ts'
import { isUsedUp } from './one-off.ts'
import { modelOf } from './requested-access.ts'
import type { AccountReference, RequestedAccess } from './requested-access.ts'
import type { UnattendedAccessStore } from './unattended-accesses.ts'

/** A consent that nobody has authorised is given up after this time. @see adorsys release notes 5.11 */
const unauthorisedLifetimeMs = 24 * hourMs
/** `validUntil` that means "as long as the bank allows". @see BG IG 1.3 §6.3.1.1 */
const farthestDate = '9999-12-31'

export interface ConsentDependencies {
  readonly transact: Transact<KeepingStores & { consents: ConsentStore }>
  readonly consents: ConsentStore
  readonly accesses: Pick<UnattendedAccessStore, 'listPlaces'>
  readonly worldNow: (worldId: string) => Promise<EpochMs>
  readonly profileOf: ProfileOf
  readonly random: Random
  readonly timeZone: string
}

/** The app that asks, and in which World. */
export interface ConsentOwner {
  readonly realm: string
  readonly worldId: string
  readonly appId: string
  readonly organisationId: string
}

/** What a TPP says beside the consent itself. */
type AskedBeside = Pick<ConsentRequest, 'redirectUris'>

function givenOf({ redirectUris }: AskedBeside): AskedBeside {
  return redirectUris ? { redirectUris } : {}
}

/** A consent as asked; types are checked, rules are not. */
export interface ConsentWish extends AskedBeside {
  readonly access: RequestedAccess
  readonly isRecurring: boolean
  /** YYYY-MM-DD, included. */
  readonly validUntil: string
  readonly frequencyPerDay: number
  readonly isCombined: boolean
}

/** A consent to confirm funds as asked. */
export interface FundsConsentWish extends AskedBeside {
  readonly account: AccountReference
  readonly card: IssuedCard
}

export class Consents {
  readonly #deps: ConsentDependencies

  constructor(deps: ConsentDependencies) {
    this.#deps = deps
  }

  /**
   * A consent in `received` that nobody has stored. What is more than the bank allows is lowered, not refused: GET shows it.
   * Throws `access-mixed`, `access-empty`, `access-partly-empty`, `consent-model-not-offered`,
   * `sessions-not-offered`, `valid-until-past`, `frequency-of-one-off`.
   */
  async draft(owner: ConsentOwner, wish: ConsentWish): Promise<Consent> {
    const profile = await this.#deps.profileOf(owner.worldId)
    const now = await this.#deps.worldNow(owner.worldId)
    const model = modelOf(wish.access)
    if (!profile.consents.models.includes(model)) {
      throw new DomainError('consent-model-not-offered', { model })
    }
    if (wish.isCombined && !profile.consents.hasCombinedService) {
      throw new DomainError('sessions-not-offered')
    }
    if (!wish.isRecurring && wish.frequencyPerDay !== 1) {
      throw new DomainError('frequency-of-one-off')
    }
    const { access } = wish
    const limits = profile.consents
    return {
      ...this.#begin(owner, now),
      services: ['accounts'],
      request: { model, access, ...givenOf(wish) },
      isRecurring: wish.isRecurring,
      frequencyPerDay: Math.min(wish.frequencyPerDay, limits.frequencyPerDay),
      validUntilMs: this.#validUntil(wish.validUntil, now, limits.lifetimeDays),
    }
  }

  /**
   * The same to confirm funds on one account. It holds until somebody ends it.
   * @see Directive (EU) 2015/2366 art. 65; BG CoF consent 2.0
   */
  async draftForFunds(owner: ConsentOwner, wish: FundsConsentWish): Promise<Consent> {
    const { timeZone, worldNow } = this.#deps
    const { account, card } = wish
    const access = { accounts: [account] }
    return {
      ...this.#begin(owner, await worldNow(owner.worldId)),
      services: ['funds'],
      request: { model: 'dedicated', access, card, ...givenOf(wish) },
      isRecurring: true,
      frequencyPerDay: 0,
      validUntilMs: endOfDate(farthestDate, timeZone),
    }
  }

  /**
   * The consent as it is now: what has run out counts as expired at once.
   * Throws `consent-unknown` for one of another app, another kind, or none.
   */
  async load(
    owner: Pick<ConsentOwner, 'realm' | 'appId'>,
    id: string,
    service: ConsentService = 'accounts',
  ): Promise<Consent> {
    const consent = await this.#deps.consents.find(id)
    const isOwn = consent?.realm === owner.realm && consent.appId === owner.appId
    if (!consent || !isOwn || !consent.services.includes(service)) {
      throw new DomainError('consent-unknown')
    }
    return this.#expireIfLate(consent)
  }

  /** Ends a consent for one use when its last read has been made. */
  async endWhenUsed({ realm, appId }: Pick<ConsentOwner, 'realm' | 'appId'>, id: string) {
    const consent = await this.load({ realm, appId }, id)
    if (consent.isRecurring || consent.status !== 'valid') return
    if (!isUsedUp(consent.access, await this.#deps.accesses.listPlaces(id))) return
    await this.#move(consent, 'expired', { kind: 'system' })
  }

  /** The TPP gives it up: `rejected` when nobody had authorised it, else `terminatedByTpp`. Again changes nothing. */
  async delete(
    owner: Pick<ConsentOwner, 'realm' | 'appId'>,
    { id, service }: { readonly id: string; readonly service: ConsentService },
    write: WriteUnderWay<void>,
  ): Promise<void> {
    const consent = await this.load(owner, id, service)
    if (isFinal(consent.status)) return
    const actor = { kind: 'app', id: consent.appId } as const
    const change = await this.#change(consent, statusGivenUp(consent.status), actor)
    await this.#deps.transact(async (stores) => {
      if (await change(stores)) await write.keep(stores, undefined)
    })
  }

  async #move(consent: Consent, to: ConsentStatus, actor: AuditActor): Promise<void> {
    await this.#deps.transact(await this.#change(consent, to, actor))
  }

  /** Moves the status with its audit entry; false when somebody was quicker. */
  async #change(consent: Consent, to: ConsentStatus, actor: AuditActor) {
    assertMove(consent.status, to)
    const at = await this.#deps.worldNow(consent.worldId)
    return async ({ consents, audit }: { consents: ConsentStore; audit: AuditTrail }) => {
      if (!(await consents.move(consent.id, consent.status, { status: to, at }))) return false
      const { id, realm, appId } = consent
      const subject = { kind: 'consent', id }
      audit.record({ realm, actor, action: `consent.${to}`, subject, facts: { appId } })
      return true
    }
  }

  #begin(owner: ConsentOwner, now: EpochMs) {
    return {
      // A UUID, not a sortable id: it names the consent to the outside for years.
      id: this.#deps.random.uuid(),
      ...owner,
      origin: 'consent-first',
      status: 'received',
      access: noAccess,
      createdAt: now,
      lastActionAt: now,
    } as const
  }

  #validUntil(date: string, now: EpochMs, lifetimeDays: number): EpochMs {
    const { timeZone } = this.#deps
    const latest = endOfDate(dateInZone(now + lifetimeDays * dayMs, timeZone), timeZone)
    if (date === farthestDate) return latest
    const wanted = endOfDate(date, timeZone)
    if (wanted <= now) throw new DomainError('valid-until-past')
    return Math.min(wanted, latest)
  }

  async #expireIfLate(consent: Consent): Promise<Consent> {
    if (isFinal(consent.status)) return consent
    const now = await this.#deps.worldNow(consent.worldId)
    const isForgotten =
      consent.status === 'received' && now - consent.createdAt >= unauthorisedLifetimeMs
    if (now < consent.validUntilMs && !isForgotten) return consent
    await this.#move(consent, 'expired', { kind: 'system' })
    return (await this.#deps.consents.find(consent.id)) ?? consent
  }
}

/** Stores a drafted consent, with its audit entry. */
export async function receive(
  { consents, audit }: { readonly consents: ConsentStore; readonly audit: AuditTrail },
  consent: Consent,
): Promise<void> {
  await consents.create(consent)
  const { id, realm, appId, validUntilMs } = consent
  audit.record({
    realm,
    actor: { kind: 'app', id: appId },
    action: 'consent.received',
    subject: { kind: 'consent', id },
    facts: { appId, validUntilMs },
  })
}

/** The last day on which a consent holds, as the wire writes it. */
export function validUntilDate(
  { validUntilMs }: Pick<Consent, 'validUntilMs'>,
  timeZone: string,
): string {
  return dateInZone(validUntilMs - 1, timeZone)
}
