/** The customer's yes: turns a finished authentication and a choice of accounts into a consent and a grant. */
import type { BankAccount, BankConnector } from '#src/connector/bank-connector.ts'
import type { AuditTrail } from '#src/domain/audit/audit-trail.ts'
import type { Transact } from '#src/domain/audit/transact.ts'
import type { ProfileOf } from '#src/domain/catalogue/bank-profile.ts'
import type { Consent } from '#src/domain/consents/consent.ts'
import { consentMoves, isWaiting } from '#src/domain/consents/consent.ts'
import type { ConsentStore } from '#src/domain/consents/consent-store.ts'
import type { Authorisation, AuthorisationState } from '#src/domain/sca/authorisation.ts'
import type { AuthorisationStore } from '#src/domain/sca/authorisation-store.ts'
import type { Authorisations, WorldNow } from '#src/domain/sca/authorisations.ts'
import { makeMoves, planMove } from '#src/domain/sca/planned-moves.ts'
import { dayMs, minuteMs } from '#src/kit/clock.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import type { Random } from '#src/kit/random.ts'
import { createId } from '#src/kit/random.ts'
import { createGrant } from './create-grant.ts'
import type { GrantStore } from './grant-store.ts'
import { buildConsent } from './oauth-first.ts'
import { accessOf, asksForOwner, proposeAccess } from './proposal.ts'
import type { AccountChoice, PermissionFacts } from './permission.ts'
import type { Proposal } from './proposal.ts'
import { agreedAccounts, eventOf, replaceOlder, statusAfter, yesOf } from './signing.ts'
import type { Signing } from './signing.ts'

/** What is to be done inside a transaction. */
type Change<Result> = (stores: ApprovalStores & { readonly audit: AuditTrail }) => Promise<Result>

export interface ApprovalStores {
  readonly authorisations: AuthorisationStore
  readonly consents: ConsentStore
  readonly grants: GrantStore
}

/** Inactivity allowed until the TPP confirms. @see RTS 2018/389 art. 4(3)(d) */
const unconfirmedMs = 5 * minuteMs

export interface ApprovalDependencies {
  readonly transact: Transact<ApprovalStores>
  readonly consents: ConsentStore
  readonly authorisations: Authorisations
  readonly connector: BankConnector
  readonly worldNow: WorldNow
  readonly random: Random
  readonly profileOf: ProfileOf
}

export class Approvals {
  readonly #deps: ApprovalDependencies

  constructor(deps: ApprovalDependencies) {
    this.#deps = deps
  }

  /** What the customer of this authorisation is asked to agree to, before anybody has authenticated too. */
  async describe(authorisation: Authorisation): Promise<PermissionFacts> {
    const consent = await this.#consentOf(authorisation)
    const rules = await this.#rulesOf(authorisation)
    const hasOwnerName = rules.hasOwnerName && asksForOwner(consent?.request)
    if (consent) {
      const { validUntilMs, frequencyPerDay, isRecurring, request } = consent
      const facts = { validUntilMs, frequencyPerDay, isRecurring, hasOwnerName }
      return { ...facts, ...(request ? { request } : {}) }
    }
    const now = await this.#deps.worldNow(authorisation.worldId)
    const { lifetimeDays, frequencyPerDay } = rules
    const validUntilMs = now + lifetimeDays * dayMs
    return { validUntilMs, frequencyPerDay, isRecurring: true, hasOwnerName }
  }

  /** The accounts that the authenticated customer may pick from, or that the TPP has named. */
  async propose(authorisation: Authorisation): Promise<Proposal> {
    const consent = await this.#consentOf(authorisation)
    return proposeAccess(consent?.request, await this.#listOwn(authorisation))
  }

  /** The proposed accounts with their balances; none when the bank has none, has blocked them, or they are another's. */
  async listChoices(authorisation: Authorisation): Promise<readonly AccountChoice[]> {
    const proposal = await this.propose(authorisation)
    if (proposal.isForeign) return []
    const { realm, worldId } = authorisation
    const context = { realm, worldId, nowMs: await this.#deps.worldNow(worldId) }
    return Promise.all(
      proposal.accounts.map(async (account) => {
        const balances = await this.#deps.connector.listBalances(context, account.id)
        const balance = balances.find((candidate) => candidate.balanceType === 'interimBooked')
        return balance ? { account, balance } : { account }
      }),
    )
  }

  /**
   * Gives access to the accounts, or to those that the TPP has named. Approving the same authorisation again answers
   * what was approved. Throws `account-not-yours` when an id is none of the customer's, `no-account-chosen` when there
   * is none, `authorisation-ended` when authorisation or consent is in no state to be approved.
   */
  async approve(authorisationId: string, accountIds: readonly string[]): Promise<Authorisation> {
    const authorisation = await this.#deps.authorisations.load(authorisationId)
    const { psuId, state } = authorisation
    if (state === 'approved' || state === 'unconfirmed') return authorisation
    if (state !== 'authenticated' || psuId === undefined) {
      throw new DomainError('authorisation-ended', { from: state })
    }
    const consent = await this.#consentOf(authorisation)
    if (consent && !isWaiting(consent.status)) {
      await this.#deps.authorisations.refuse(authorisationId)
      throw new DomainError('authorisation-ended', { from: consent.status })
    }
    const proposal = proposeAccess(consent?.request, await this.#listOwn(authorisation))
    const agreed = agreedAccounts(proposal, accountIds)
    if (consent && (await this.#wantsConfirmation(authorisation)))
      await this.#leaveUnconfirmed({ authorisation, consent, psuId, agreed })
    else if (consent) await this.#authorise({ authorisation, consent, psuId, agreed })
    else await this.#store(authorisation, { psuId, agreed })
    return this.#deps.authorisations.load(authorisationId)
  }

  /** A yes that the TPP confirms, to be counted inside a transaction; that answers false when somebody was quicker. */
  async planConfirmed(authorisation: Authorisation): Promise<Change<boolean>> {
    const { psuId, confirmation } = authorisation
    const consent = await this.#consentOf(authorisation)
    if (psuId === undefined || !consent || !confirmation)
      throw new DomainError('confirmation-invalid')
    const own = await this.#listOwn(authorisation)
    const agreed = own.filter((account) => confirmation.accountIds.includes(account.id))
    return this.#planSigning({ authorisation, consent, psuId, agreed })
  }

  /**
   * What an authentication through the TPP gives, to be stored together with it: the request named the accounts and no
   * page asks, so it is the yes. Answers the state of the authorisation; throws `authorisation-ended`.
   */
  async planUnasked(authorisation: Authorisation): Promise<Change<AuthorisationState>> {
    const { psuId, state } = authorisation
    const consent = await this.#consentOf(authorisation)
    if (!consent || psuId === undefined)
      throw new DomainError('authorisation-ended', { from: state })
    const proposal = proposeAccess(consent.request, await this.#listOwn(authorisation))
    if (proposal.isForeign || proposal.accounts.length === 0) {
      const reject = await this.planRejection(authorisation)
      return async (stores) => {
        const actor = { kind: 'psu', id: psuId } as const
        const planned = { authorisation, moves: [] }
        await makeMoves(stores, planMove(planned, 'without-accounts', { actor }))
        await reject(stores)
        return 'without-accounts'
      }
    }
    const agreed = agreedAccounts(proposal, [])
    const sign = await this.#planSigning({ authorisation, consent, psuId, agreed })
    return async (stores) => {
      if (!(await sign(stores))) throw new DomainError('authorisation-ended', { from: state })
      return 'approved'
    }
  }

  async #rulesOf({ worldId }: Authorisation) {
    return (await this.#deps.profileOf(worldId)).consents
  }

  async #wantsConfirmation({ approach, worldId }: Authorisation): Promise<boolean> {
    if (approach !== 'redirect') return false
    return (await this.#deps.profileOf(worldId)).sca.hasConfirmationCode
  }

  async #leaveUnconfirmed({ authorisation, psuId, agreed }: Signing) {
    const { id, worldId } = authorisation
    const expiresAt = (await this.#deps.worldNow(worldId)) + unconfirmedMs
    const change = { expiresAt, confirmation: { accountIds: agreed.map((one) => one.id) } }
    await this.#deps.transact(async ({ authorisations, audit }) => {
      const step = { from: 'authenticated', to: 'unconfirmed', change } as const
      if (!(await authorisations.move(id, step))) return
      audit.record(yesOf(authorisation, { to: 'unconfirmed', psuId }))
    })
  }

  /** The authentication itself is the yes: where the request named the accounts and no page asks. */
  async approveUnasked(authorisationId: string): Promise<Authorisation> {
    try {
      return await this.approve(authorisationId, [])
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      if (error.code === 'authorisation-ended')
        return this.#deps.authorisations.load(authorisationId)
      if (!nothingToGive.has(error.code)) throw error
      const ended = await this.#deps.authorisations.endWithoutAccounts(authorisationId)
      await this.#reject(ended)
      return ended
    }
  }

  /** The customer says no. A consent of the TPP's own that nobody has signed is rejected with it. */
  async refuse(authorisationId: string): Promise<Authorisation> {
    const ended = await this.#deps.authorisations.refuse(authorisationId)
    if (ended.state === 'refused' || ended.state === 'cancelled') await this.#reject(ended)
    return ended
  }

  /** A consent that nobody has signed is rejected with its authorisation. */
  async #reject(ended: Authorisation): Promise<void> {
    await this.#deps.transact(await this.planRejection(ended))
  }

  /** The same, to be stored together with its end. */
  async planRejection(ended: Authorisation): Promise<Change<void>> {
    const consent = await this.#consentOf(ended)
    const at = await this.#deps.worldNow(ended.worldId)
    return async ({ consents, audit }) => {
      if (!consent || !consentMoves[consent.status].includes('rejected')) return
      const to = { status: 'rejected', at } as const
      if (!(await consents.move(consent.id, consent.status, to))) return
      audit.record(eventOf(consent, { action: 'consent.rejected', ...psuOf(ended) }))
    }
  }

  async #consentOf({ subject }: Authorisation): Promise<Consent | undefined> {
    return subject.kind === 'consent' ? this.#deps.consents.find(subject.id) : undefined
  }

  async #listOwn(authorisation: Authorisation): Promise<readonly BankAccount[]> {
    const isKnown = authorisation.state === 'authenticated' || authorisation.state === 'unconfirmed'
    if (!isKnown || authorisation.psuId === undefined) return []
    const { realm, worldId } = authorisation
    const context = { realm, worldId, nowMs: await this.#deps.worldNow(worldId) }
    const accounts = await this.#deps.connector.listAccounts(context, authorisation.psuId)
    return accounts.filter((account) => account.status === 'enabled')
  }

  /** A consent of the TPP's own: signed by this customer, and by others before it is valid where the bank wants that. */
  async #authorise(signing: Signing) {
    await this.#deps.transact(await this.#planSigning(signing))
  }

  async #planSigning(signing: Signing): Promise<Change<boolean>> {
    const { authorisation, consent, psuId, agreed } = signing
    const at = await this.#deps.worldNow(authorisation.worldId)
    const access = accessOf(consent.request, agreed, await this.#rulesOf(authorisation))
    return async (stores) => {
      const { authorisations, consents, audit } = stores
      const signed = await authorisations.listOfConsent(consent.id)
      const status = statusAfter(signing, signed)
      const step = { from: authorisation.state, to: 'approved' } as const
      if (!(await authorisations.move(authorisation.id, step))) return false
      const given = { status, psuId: consent.psuId ?? psuId, access, at }
      if (!(await consents.authorise(consent.id, consent.status, given)))
        throw new DomainError('authorisation-ended', { from: consent.status })
      audit.record(yesOf(authorisation, { to: 'approved', psuId }))
      audit.record(eventOf(consent, { psuId, action: `consent.${status}` }))
      if (status !== 'valid') return true
      if (authorisation.approach === 'oauth')
        await createGrant(stores, consent, { at, random: this.#deps.random })
      // One consent to confirm funds stands beside another: each is for a card.
      if (consent.isRecurring && consent.services.includes('accounts'))
        await replaceOlder(stores, { ...consent, psuId: given.psuId }, at)
      return true
    }
  }

  async #store(
    authorisation: Authorisation,
    { psuId, agreed }: { psuId: string; agreed: readonly BankAccount[] },
  ) {
    const now = await this.#deps.worldNow(authorisation.worldId)
    const rules = await this.#rulesOf(authorisation)
    const access = accessOf(undefined, agreed, rules)
    const id = createId('consent', now, this.#deps.random)
    const consent = buildConsent(authorisation, { id, psuId, access, now, rules })
    await this.#deps.transact(async (stores) => {
      const { authorisations, consents, audit } = stores
      const change = { consentId: consent.id }
      const step = { from: 'authenticated', to: 'approved', change } as const
      if (!(await authorisations.move(authorisation.id, step))) return
      await consents.create(consent)
      audit.record(eventOf(consent, { psuId, action: 'consent.given' }))
      await createGrant(stores, consent, { at: now, random: this.#deps.random })
    })
  }

  /** The grant of a consent that was given elsewhere and is fetched at the authorization server; the same one each time. */
  async grantFor(consent: Consent): Promise<string> {
    const now = await this.#deps.worldNow(consent.worldId)
    return this.#deps.transact(async (stores) => {
      await stores.consents.lock(consent.id)
      const found = await stores.grants.findByConsent(consent.id)
      return found?.id ?? createGrant(stores, consent, { at: now, random: this.#deps.random })
    })
  }
}

const psuOf = ({ psuId }: Authorisation) => (psuId === undefined ? {} : { psuId })

/** The request names accounts that are none of the customer's, or there are none at all. */
const nothingToGive = new Set(['account-not-yours', 'no-account-chosen'])
