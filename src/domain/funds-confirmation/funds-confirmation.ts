/** Answers whether an amount is available on an account: yes or no to who may ask, and nothing more. It knows no wire form. */
import type { BankAccount, BankConnector } from '#src/connector/bank-connector.ts'
import type { Consent } from '#src/domain/consents/consent.ts'
import type { ConsentStore } from '#src/domain/consents/consent-store.ts'
import { isNamed } from '#src/domain/consents/requested-access.ts'
import type { AccountReference } from '#src/domain/consents/requested-access.ts'
import type { EpochMs } from '#src/kit/clock.ts'
import { DomainError } from '#src/kit/domain-error.ts'
import type { Money } from '#src/kit/money.ts'

export interface FundsConfirmationDependencies {
  readonly connector: BankConnector
  readonly consents: ConsentStore
  /** Counts a question that is going to be answered. Throws `access-exceeded`. */
  readonly countQuestion: (question: {
    readonly worldId: string
    readonly consentId: string
    readonly nowMs: EpochMs
  }) => Promise<void>
}

/** What is asked. `nowMs` is the World's time. */
export interface FundsQuestion {
  readonly app: { readonly realm: string; readonly worldId: string; readonly appId: string }
  readonly nowMs: EpochMs
  readonly account: AccountReference
  readonly cardNumber?: string
  readonly amount: Money
}

interface Match {
  readonly consent: Consent
  readonly account: BankAccount
}

export class FundsConfirmation {
  readonly #deps: FundsConfirmationDependencies

  constructor(deps: FundsConfirmationDependencies) {
    this.#deps = deps
  }

  /**
   * Looks for the app's own consent when none is named. Throws `funds-not-activated` when no valid consent covers the
   * account, `card-not-consented` when it is for another card, `account-not-consented` when the named consent is for
   * another account, `access-exceeded` after too many questions, and what the bank throws.
   * @see Directive (EU) 2015/2366 art. 65(3): yes or no, never the balance
   */
  async confirm(question: FundsQuestion, named?: Consent): Promise<boolean> {
    const { app, nowMs, amount } = question
    const matches = named
      ? await this.#match(question, [named])
      : await this.#match(question, await this.#deps.consents.listValidForFunds(app, nowMs))
    if (matches.length === 0)
      throw new DomainError(named ? 'account-not-consented' : 'funds-not-activated')
    const found = matches.find(({ consent }) => isForCard(consent, question.cardNumber))
    if (!found) throw new DomainError('card-not-consented')
    const { worldId } = app
    await this.#deps.countQuestion({ worldId, consentId: found.consent.id, nowMs })
    const context = { realm: app.realm, worldId, nowMs }
    return this.#deps.connector.hasFunds(context, { accountId: found.account.id, amount })
  }

  /** The consents that hold an account so named; of several currencies the one of the amount first. */
  async #match(question: FundsQuestion, consents: readonly Consent[]): Promise<readonly Match[]> {
    const { app, nowMs, amount } = question
    const context = { realm: app.realm, worldId: app.worldId, nowMs }
    const matches: Match[] = []
    for (const consent of consents) {
      const own = await this.#deps.connector.listAccounts(context, consent.psuId ?? '')
      const given = own.filter(
        (account) =>
          consent.access.accounts.includes(account.id) && isNamed(account, question.account),
      )
      const account = given.find(({ currency }) => currency === amount.currency) ?? given[0]
      if (account) matches.push({ consent, account })
    }
    return matches
  }
}

/** A consent without a card number is for every card of the TPP. */
function isForCard({ request }: Consent, cardNumber: string | undefined): boolean {
  const consented = request?.card?.cardNumber
  return consented === undefined || cardNumber === undefined || consented === cardNumber
}
