/** The customer's yes: turns a finished authentication and a choice of accounts into a consent and a grant. */
import type { BankAccount, BankBalance, BankConnector } from '#src/connector/bank-connector.ts'
import type { Transact } from '#src/domain/audit/transact.ts'
import type { Consent } from '#src/domain/consents/consent.ts'
import { assertMove } from '#src/domain/consents/consent.ts'
import type { ConsentStore } from '#src/domain/consents/consent-store.ts'
import type { Authorisation } from '#src/domain/sca/authorisation.ts'
import type { AuthorisationStore } from '#src/domain/sca/authorisation-store.ts'
import type { Authorisations, WorldNow } from '#src/domain/sca/authorisations.ts'
import type { EpochMs } from '#src/kit/clock.ts'
import { dayMs } from '#src/kit/clock.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import type { Random } from '#src/kit/random.ts'
import { createId } from '#src/kit/random.ts'
import type { GrantStore } from './grant-store.ts'

export interface ApprovalDependencies {
  readonly transact: Transact<{
    authorisations: AuthorisationStore
    consents: ConsentStore
    grants: GrantStore
  }>
  readonly authorisations: Authorisations
  readonly connector: BankConnector
  readonly worldNow: WorldNow
  readonly random: Random
  readonly limits: { readonly consentLifetimeDays: number; readonly frequencyPerDay: number }
}

/** An account the customer may choose, with its booked balance when the bank gives one. */
export interface AccountChoice {
  readonly account: BankAccount
  readonly balance?: BankBalance
}

export class Approvals {
  readonly #deps: ApprovalDependencies

  constructor(deps: ApprovalDependencies) {
    this.#deps = deps
  }

  /** Until when a consent given now would last, on the World's clock. */
  async validUntil(worldId: string): Promise<EpochMs> {
    return (await this.#deps.worldNow(worldId)) + this.#deps.limits.consentLifetimeDays * dayMs
  }

  /** The accounts the authenticated customer may choose from; none when the bank has none or has blocked them. */
  async listChoices(authorisation: Authorisation): Promise<readonly AccountChoice[]> {
    if (authorisation.state !== 'authenticated' || authorisation.psuId === undefined) return []
    const { realm, worldId } = authorisation
    const context = { realm, worldId, nowMs: await this.#deps.worldNow(worldId) }
    const accounts = await this.#deps.connector.listAccounts(context, authorisation.psuId)
    const enabled = accounts.filter((account) => account.status === 'enabled')
    return Promise.all(
      enabled.map(async (account) => {
        const balances = await this.#deps.connector.listBalances(context, account.id)
        const balance = balances.find((candidate) => candidate.balanceType === 'interimBooked')
        return balance ? { account, balance } : { account }
      }),
    )
  }

  /**
   * Gives access to the accounts. Approving the same authorisation again answers what was approved.
   * Throws `account-not-yours` when an id is none of the customer's, `no-account-chosen` when there is none,
   * `authorisation-ended` when the authorisation is in no state to be approved.
   */
  async approve(authorisationId: string, accountIds: readonly string[]): Promise<Authorisation> {
    const authorisation = await this.#deps.authorisations.load(authorisationId)
    if (authorisation.state === 'approved') return authorisation
    if (authorisation.state !== 'authenticated' || authorisation.psuId === undefined) {
      throw new DomainError('authorisation-ended', { from: authorisation.state })
    }
    const offered = (await this.listChoices(authorisation)).map((choice) => choice.account.id)
    if (accountIds.length === 0) throw new DomainError('no-account-chosen')
    if (!accountIds.every((id) => offered.includes(id))) throw new DomainError('account-not-yours')
    const chosen = offered.filter((id) => accountIds.includes(id))
    await this.#store(authorisation, authorisation.psuId, chosen)
    return this.#deps.authorisations.load(authorisationId)
  }

  async #store(authorisation: Authorisation, psuId: string, accountIds: readonly string[]) {
    const now = await this.#deps.worldNow(authorisation.worldId)
    const { id, realm, worldId, appId } = authorisation
    const consent = this.#buildConsent(authorisation, { psuId, accountIds, now })
    const grantId = createId('grant', now, this.#deps.random)
    await this.#deps.transact(async ({ authorisations, consents, grants, audit }) => {
      const change = { consentId: consent.id }
      const isMoved = await authorisations.move(id, {
        from: 'authenticated',
        to: 'approved',
        change,
      })
      if (!isMoved) return
      await consents.create(consent)
      await grants.create({
        id: grantId,
        realm,
        worldId,
        appId,
        consentId: consent.id,
        createdAt: now,
      })
      const actor = { kind: 'psu' as const, id: psuId }
      const facts = { appId, accounts: accountIds.length, validUntilMs: consent.validUntilMs }
      audit.record({
        realm,
        actor,
        action: 'consent.given',
        subject: { kind: 'consent', id: consent.id },
        facts,
      })
      audit.record({
        realm,
        actor,
        action: 'grant.created',
        subject: { kind: 'grant', id: grantId },
        facts: { appId },
      })
    })
  }

  #buildConsent(
    authorisation: Authorisation,
    given: { psuId: string; accountIds: readonly string[]; now: EpochMs },
  ): Consent {
    const { psuId, accountIds, now } = given
    const { realm, worldId, appId, organisationId, services } = authorisation
    assertMove('received', 'valid')
    return {
      id: createId('consent', now, this.#deps.random),
      realm,
      worldId,
      appId,
      organisationId,
      psuId,
      origin: 'oauth-first',
      status: 'valid',
      services,
      access: { accounts: accountIds, balances: accountIds, transactions: accountIds },
      isRecurring: true,
      frequencyPerDay: this.#deps.limits.frequencyPerDay,
      validUntilMs: now + this.#deps.limits.consentLifetimeDays * dayMs,
      createdAt: now,
      lastActionAt: now,
    }
  }
}
